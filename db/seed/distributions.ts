import type { DeviceType } from "@/db/enums";
import { type Random, weighted } from "./random";

/**
 * Set by hand, synthetic and labelled so: no free data set of these exists. Orders of magnitude as a small
 * studio with three apps in the Microsoft Store might see them. Codes: server/customers/attributes.ts.
 */

/** Unknown, under 17, 18–24, 25–34, 35–49, 50 or over. */
export const ageGroup = weighted([
  [0, 8],
  [1, 4],
  [2, 20],
  [3, 28],
  [4, 26],
  [5, 14],
]);

/** Unknown, female, male. */
export const gender = weighted([
  [0, 11],
  [1, 42],
  [2, 47],
]);

export const deviceType = weighted<DeviceType>([
  ["pc", 91],
  ["console", 6],
  ["phone", 2],
  ["holographic", 0.3],
  ["iot", 0.7],
]);

/** Windows 11 25H2 to 22H2, Windows 10 22H2 and 21H2. */
export const windowsBuild = weighted([
  ["10.0.26200.7171", 24],
  ["10.0.26100.7171", 38],
  ["10.0.22631.6199", 17],
  ["10.0.22621.4317", 3],
  ["10.0.19045.6575", 17],
  ["10.0.19044.6093", 1],
]);

/** Free, trial, paid, promotional code, Iap, Game Pass. */
export const acquisitionType = weighted([
  [1, 78],
  [2, 9],
  [3, 8],
  [4, 3],
  [9, 2],
]);

/** Store client, store web, other. */
export const storeClient = weighted([
  [1, 81],
  [2, 16],
  [5, 3],
]);

/** Unknown, Store traffic, custom campaign, other. */
export const channel = weighted([
  [0, 12],
  [1, 61],
  [2, 14],
  [3, 13],
]);

export const campaign = weighted([
  ["winter-league", 34],
  ["creator-week", 25],
  ["partner-banner", 22],
  ["back-to-school", 19],
]);

export const referrer = weighted([
  ["bing.com", 37],
  ["google.com", 31],
  ["reddit.com", 14],
  ["youtube.com", 11],
  ["contoso.com", 7],
]);

/** Never rated, 1 to 5 stars. */
export const rating = weighted([
  [0, 88],
  [1, 1.1],
  [2, 0.5],
  [3, 1.2],
  [4, 3.1],
  [5, 6.1],
]);

/** Of the people with an account who play, about three in a hundred pay, most a little and some a lot. */
export const payerShare = 0.03;
export const spendMedianCents = 640;
export const spendSpread = 1.15;

export const optedOutShare = 0.012;
export const noAccountShare = 0.14;
/** Older Windows or no valid account (S-14). */
export const ineligibleShare = 0.008;
export const unknownZoneShare = 0.003;
export const secondDeviceShare = 0.17;

/** Of pushes to live channels: what the service answers now and then, also after the last attempt. */
export const rareFailure = weighted<"provider_unavailable" | "no_answer" | "provider_error">([
  ["provider_unavailable", 55],
  ["no_answer", 30],
  ["provider_error", 15],
]);
export const rareFailureShare = 0.0016;
/** A worker stopped between asking and noting the answer. */
export const unknownShare = 0.0003;

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
