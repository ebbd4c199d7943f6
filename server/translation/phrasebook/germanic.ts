/** One line per phrase, in the order of phraseIds. Written by Herald's authors, not reviewed by native speakers. */
export const germanic: Readonly<Record<string, string>> = {
  en: `
Enjoying {app}?
A rating takes ten seconds and helps others find {app}.
How is {app}?
Tell us what works for you and what doesn’t.
There is more from us
From the makers of {app}: take a look at our other app.
{app} is on sale
See the offer in the Store before it ends.
A new version of {app} is here
Update now to get what is new.
Rate now
Not now
Learn more
Open
Update now
See offer
Later
Dismiss`,
  de: `
Gefällt Ihnen {app}?
Eine Bewertung dauert zehn Sekunden und hilft anderen, {app} zu finden.
Wie finden Sie {app}?
Sagen Sie uns, was für Sie gut funktioniert und was nicht.
Wir haben noch mehr für Sie
Von den Machern von {app}: Werfen Sie einen Blick auf unsere andere App.
{app} ist im Angebot
Sehen Sie sich das Angebot im Store an, bevor es endet.
Eine neue Version von {app} ist da
Aktualisieren Sie jetzt, um die Neuerungen zu erhalten.
Jetzt bewerten
Nicht jetzt
Mehr erfahren
Öffnen
Jetzt aktualisieren
Angebot ansehen
Später
Schließen`,
  nl: `
Bevalt {app}?
Een beoordeling kost tien seconden en helpt anderen {app} te vinden.
Wat vind je van {app}?
Vertel ons wat goed werkt en wat niet.
We hebben nog meer
Van de makers van {app}: bekijk onze andere app.
{app} is in de aanbieding
Bekijk de aanbieding in de Store voordat deze afloopt.
Er is een nieuwe versie van {app}
Werk nu bij om het nieuwste te krijgen.
Nu beoordelen
Niet nu
Meer informatie
Openen
Nu bijwerken
Aanbieding bekijken
Later
Sluiten`,
  sv: `
Gillar du {app}?
Ett betyg tar tio sekunder och hjälper andra att hitta {app}.
Vad tycker du om {app}?
Berätta vad som fungerar för dig och vad som inte gör det.
Vi har mer att visa
Från skaparna av {app}: ta en titt på vår andra app.
{app} är på rea
Se erbjudandet i Store innan det tar slut.
En ny version av {app} är här
Uppdatera nu för att få det senaste.
Betygsätt nu
Inte nu
Läs mer
Öppna
Uppdatera nu
Visa erbjudandet
Senare
Stäng`,
  da: `
Kan du lide {app}?
En bedømmelse tager ti sekunder og hjælper andre med at finde {app}.
Hvad synes du om {app}?
Fortæl os, hvad der fungerer for dig, og hvad der ikke gør.
Vi har mere til dig
Fra skaberne af {app}: tag et kig på vores anden app.
{app} er på tilbud
Se tilbuddet i Store, inden det slutter.
En ny version af {app} er her
Opdater nu for at få det nyeste.
Bedøm nu
Ikke nu
Få mere at vide
Åbn
Opdater nu
Se tilbuddet
Senere
Luk`,
  nb: `
Liker du {app}?
En vurdering tar ti sekunder og hjelper andre med å finne {app}.
Hva synes du om {app}?
Fortell oss hva som fungerer for deg, og hva som ikke gjør det.
Vi har mer å by på
Fra skaperne av {app}: ta en titt på den andre appen vår.
{app} er på tilbud
Se tilbudet i Store før det er over.
En ny versjon av {app} er her
Oppdater nå for å få det nyeste.
Vurder nå
Ikke nå
Finn ut mer
Åpne
Oppdater nå
Se tilbudet
Senere
Lukk`,
  is: `
Líkar þér {app}?
Einkunnagjöf tekur tíu sekúndur og hjálpar öðrum að finna {app}.
Hvernig finnst þér {app}?
Segðu okkur hvað virkar vel fyrir þig og hvað ekki.
Við höfum fleira að bjóða
Frá höfundum {app}: kíktu á hitt forritið okkar.
{app} er á tilboði
Skoðaðu tilboðið í Store áður en því lýkur.
Ný útgáfa af {app} er komin
Uppfærðu núna til að fá nýjungarnar.
Gefa einkunn núna
Ekki núna
Nánar
Opna
Uppfæra núna
Skoða tilboð
Seinna
Loka`,
  af: `
Geniet jy {app}?
’n Gradering neem tien sekondes en help ander om {app} te vind.
Wat dink jy van {app}?
Vertel ons wat vir jou werk en wat nie.
Ons het nog meer
Van die makers van {app}: kyk gerus na ons ander toep.
{app} is op uitverkoping
Sien die aanbod in die Store voordat dit verstryk.
’n Nuwe weergawe van {app} is hier
Werk nou by om die nuutste te kry.
Gradeer nou
Nie nou nie
Meer inligting
Maak oop
Werk nou by
Sien aanbod
Later
Maak toe`,
};
