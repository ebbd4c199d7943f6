/** One line per phrase, in the order of phraseIds. Written by Herald's authors, not reviewed by native speakers. */
export const romance: Readonly<Record<string, string>> = {
  fr: `
Vous aimez {app} ?
Donner une note prend dix secondes et aide les autres à trouver {app}.
Que pensez-vous de {app} ?
Dites-nous ce qui vous convient et ce qui ne va pas.
Nous avons encore plus à vous proposer
Par les créateurs de {app} : découvrez notre autre application.
{app} est en promotion
Découvrez l’offre dans le Store avant qu’elle ne se termine.
Une nouvelle version de {app} est disponible
Mettez à jour maintenant pour profiter des nouveautés.
Noter maintenant
Pas maintenant
En savoir plus
Ouvrir
Mettre à jour
Voir l’offre
Plus tard
Ignorer`,
  es: `
¿Te gusta {app}?
Una valoración lleva diez segundos y ayuda a otros a encontrar {app}.
¿Qué te parece {app}?
Cuéntanos qué te funciona y qué no.
Tenemos más para ti
De los creadores de {app}: echa un vistazo a nuestra otra aplicación.
{app} está en oferta
Mira la oferta en la Store antes de que termine.
Ya está aquí la nueva versión de {app}
Actualiza ahora para tener las novedades.
Valorar ahora
Ahora no
Más información
Abrir
Actualizar ahora
Ver oferta
Más tarde
Descartar`,
  it: `
Ti piace {app}?
Una valutazione richiede dieci secondi e aiuta altri a trovare {app}.
Come ti trovi con {app}?
Raccontaci che cosa funziona per te e che cosa no.
Abbiamo altro per te
Dai creatori di {app}: dai un’occhiata all’altra nostra app.
{app} è in offerta
Scopri l’offerta nello Store prima che finisca.
È arrivata una nuova versione di {app}
Aggiorna ora per avere le novità.
Valuta ora
Non ora
Altre informazioni
Apri
Aggiorna ora
Vedi offerta
Più tardi
Ignora`,
  "pt-BR": `
Está gostando de {app}?
Uma avaliação leva dez segundos e ajuda outras pessoas a encontrar {app}.
O que você acha de {app}?
Conte para nós o que funciona para você e o que não funciona.
Temos mais para você
Dos criadores de {app}: dê uma olhada no nosso outro aplicativo.
{app} está em promoção
Veja a oferta na Store antes que ela termine.
Chegou uma nova versão de {app}
Atualize agora para ter as novidades.
Avaliar agora
Agora não
Saiba mais
Abrir
Atualizar agora
Ver oferta
Mais tarde
Dispensar`,
  "pt-PT": `
Está a gostar de {app}?
Uma classificação demora dez segundos e ajuda outras pessoas a encontrar {app}.
O que acha de {app}?
Diga-nos o que funciona para si e o que não funciona.
Temos mais para si
Dos criadores de {app}: veja a nossa outra aplicação.
{app} está em promoção
Veja a oferta na Store antes que termine.
Já está disponível uma nova versão de {app}
Atualize agora para ter as novidades.
Classificar agora
Agora não
Saber mais
Abrir
Atualizar agora
Ver oferta
Mais tarde
Dispensar`,
  ro: `
Îți place {app}?
O evaluare durează zece secunde și îi ajută pe alții să găsească {app}.
Cum ți se pare {app}?
Spune-ne ce funcționează pentru tine și ce nu.
Avem mai multe pentru tine
De la creatorii {app}: aruncă o privire la cealaltă aplicație a noastră.
{app} este la ofertă
Vezi oferta în Store înainte să se încheie.
A apărut o nouă versiune {app}
Actualizează acum ca să ai noutățile.
Evaluează acum
Nu acum
Află mai multe
Deschide
Actualizează acum
Vezi oferta
Mai târziu
Închide`,
  ca: `
T’agrada {app}?
Una valoració requereix deu segons i ajuda altres persones a trobar {app}.
Què et sembla {app}?
Digue’ns què et va bé i què no.
Tenim més coses per a tu
Dels creadors de {app}: fes un cop d’ull a la nostra altra aplicació.
{app} està en oferta
Mira l’oferta a la Store abans que s’acabi.
Ja és aquí la nova versió de {app}
Actualitza ara per tenir les novetats.
Valora ara
Ara no
Més informació
Obre
Actualitza ara
Mostra l’oferta
Més tard
Descarta`,
  gl: `
Gústache {app}?
Unha valoración leva dez segundos e axuda outras persoas a atopar {app}.
Que che parece {app}?
Cóntanos que che funciona e que non.
Temos máis para ti
Dos creadores de {app}: bota unha ollada á nosa outra aplicación.
{app} está en oferta
Mira a oferta na Store antes de que remate.
Xa está aquí a nova versión de {app}
Actualiza agora para ter as novidades.
Valorar agora
Agora non
Máis información
Abrir
Actualizar agora
Ver oferta
Máis tarde
Descartar`,
};
