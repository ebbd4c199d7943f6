import type { Random } from "./random";

/** Names of people who do not exist; every address is under example.com, which nobody can own. */
const given =
  "Maria Tom Aiko Luca Sofia Noah Emma Liam Olivia Mateo Chloe Jonas Hana Omar Zoe Felix Nina Ravi Priya Wei Mei Yuki Anna Paul Lea Hugo Ines Carlos Lucia Diego Elif Emre Jan Kasia Piotr Ola Sven Freya Lars Ida Elena Marco Giulia Pierre Camille Amir Leila Kwame Ama Thabo Zanele Jack Grace Ruby Oscar Isla Ethan Ava Mason Mia Lucas Julia Pedro Beatriz Minh Linh Arif Siti Daniel Sara".split(
    " ",
  );
const family =
  "Keller Berg Tanaka Rossi Garcia Smith Jones Brown Martin Silva Santos Mueller Schmidt Weber Novak Nowak Kowalski Kim Lee Park Chen Wang Singh Patel Khan Ali Hassan Yilmaz Demir Ivanov Petrov Jansen Visser Hansen Larsen Nilsson Svensson Virtanen Korhonen Dubois Moreau Bernard Lopez Perez Torres Flores Ramirez Cruz Nguyen Tran Lim Tan Wijaya Putri Okafor Mensah Dlamini Taylor Wilson Walker Clarke Murphy Kelly Walsh Cohen Levi Costa Ferreira Almeida Pereira".split(
    " ",
  );

export function emailOf(random: Random, n: number): string {
  const name = `${random.pick(given)}.${random.pick(family)}`.toLowerCase();
  return n === 0 ? "maria.keller@example.com" : `${name}.${n}@example.com`;
}
