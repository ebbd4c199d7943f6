/** One line per phrase, in the order of phraseIds. Written by Herald's authors, not reviewed by native speakers. */
export const slavic: Readonly<Record<string, string>> = {
  pl: `
Podoba Ci się {app}?
Ocena zajmuje dziesięć sekund i pomaga innym znaleźć aplikację {app}.
Co sądzisz o aplikacji {app}?
Powiedz nam, co działa dobrze, a co nie.
Mamy coś jeszcze
Od twórców aplikacji {app}: zobacz naszą drugą aplikację.
{app} w promocji
Zobacz ofertę w sklepie Store, zanim się skończy.
Jest nowa wersja aplikacji {app}
Zaktualizuj teraz, aby mieć nowości.
Oceń teraz
Nie teraz
Dowiedz się więcej
Otwórz
Zaktualizuj teraz
Zobacz ofertę
Później
Odrzuć`,
  cs: `
Líbí se vám {app}?
Hodnocení trvá deset sekund a pomůže ostatním najít aplikaci {app}.
Jak se vám líbí {app}?
Řekněte nám, co vám vyhovuje a co ne.
Máme toho víc
Od tvůrců aplikace {app}: podívejte se na naši další aplikaci.
{app} je ve slevě
Podívejte se na nabídku ve Store, než skončí.
Je tu nová verze aplikace {app}
Aktualizujte a získejte novinky.
Ohodnotit
Teď ne
Další informace
Otevřít
Aktualizovat
Zobrazit nabídku
Později
Zavřít`,
  sk: `
Páči sa vám {app}?
Hodnotenie trvá desať sekúnd a pomôže iným nájsť aplikáciu {app}.
Ako sa vám páči {app}?
Povedzte nám, čo vám vyhovuje a čo nie.
Máme toho viac
Od tvorcov aplikácie {app}: pozrite si našu ďalšiu aplikáciu.
{app} je v zľave
Pozrite si ponuku v Store, kým sa neskončí.
Je tu nová verzia aplikácie {app}
Aktualizujte a získajte novinky.
Ohodnotiť
Teraz nie
Ďalšie informácie
Otvoriť
Aktualizovať
Zobraziť ponuku
Neskôr
Zavrieť`,
  sl: `
Vam je všeč {app}?
Ocena vzame deset sekund in pomaga drugim najti aplikacijo {app}.
Kako vam je všeč {app}?
Povejte nam, kaj vam ustreza in kaj ne.
Imamo še več
Od avtorjev aplikacije {app}: oglejte si našo drugo aplikacijo.
{app} je v akciji
Oglejte si ponudbo v trgovini Store, preden se izteče.
Na voljo je nova različica aplikacije {app}
Posodobite zdaj in pridobite novosti.
Oceni zdaj
Ne zdaj
Več informacij
Odpri
Posodobi zdaj
Oglej si ponudbo
Pozneje
Zapri`,
  hr: `
Sviđa li vam se {app}?
Ocjena traje deset sekundi i pomaže drugima da pronađu aplikaciju {app}.
Kakva je {app}?
Recite nam što vam odgovara, a što ne.
Imamo još toga
Od autora aplikacije {app}: pogledajte našu drugu aplikaciju.
{app} je na sniženju
Pogledajte ponudu u trgovini Store prije nego što istekne.
Stigla je nova verzija aplikacije {app}
Ažurirajte sada i dobit ćete novosti.
Ocijeni sada
Ne sada
Saznajte više
Otvori
Ažuriraj sada
Pogledaj ponudu
Kasnije
Odbaci`,
  "sr-Latn": `
Sviđa li vam se {app}?
Ocena traje deset sekundi i pomaže drugima da pronađu aplikaciju {app}.
Kakva je {app}?
Recite nam šta vam odgovara, a šta ne.
Imamo još toga
Od autora aplikacije {app}: pogledajte našu drugu aplikaciju.
{app} je na sniženju
Pogledajte ponudu u prodavnici Store pre nego što istekne.
Stigla je nova verzija aplikacije {app}
Ažurirajte sada i dobićete novosti.
Oceni sada
Ne sada
Saznajte više
Otvori
Ažuriraj sada
Pogledaj ponudu
Kasnije
Odbaci`,
  "sr-Cyrl": `
Свиђа ли вам се {app}?
Оцена траје десет секунди и помаже другима да пронађу апликацију {app}.
Каква је {app}?
Реците нам шта вам одговара, а шта не.
Имамо још тога
Од аутора апликације {app}: погледајте нашу другу апликацију.
{app} је на снижењу
Погледајте понуду у продавници Store пре него што истекне.
Стигла је нова верзија апликације {app}
Ажурирајте сада и добићете новости.
Оцени сада
Не сада
Сазнајте више
Отвори
Ажурирај сада
Погледај понуду
Касније
Одбаци`,
  ru: `
Нравится {app}?
Оценка займёт десять секунд и поможет другим найти {app}.
Как вам {app}?
Расскажите, что вам подходит, а что нет.
У нас есть кое-что ещё
От создателей {app}: посмотрите другое наше приложение.
{app} продаётся со скидкой
Посмотрите предложение в Store, пока оно не закончилось.
Вышла новая версия {app}
Обновите сейчас, чтобы получить новое.
Оценить
Не сейчас
Подробнее
Открыть
Обновить
Смотреть предложение
Позже
Закрыть`,
  uk: `
Подобається {app}?
Оцінка займе десять секунд і допоможе іншим знайти {app}.
Як вам {app}?
Розкажіть, що вам підходить, а що ні.
У нас є ще дещо
Від творців {app}: погляньте на інший наш застосунок.
{app} продається зі знижкою
Перегляньте пропозицію в Store, поки вона діє.
Вийшла нова версія {app}
Оновіть зараз, щоб отримати нове.
Оцінити
Не зараз
Докладніше
Відкрити
Оновити
Переглянути пропозицію
Пізніше
Закрити`,
  bg: `
Харесва ли ви {app}?
Оценката отнема десет секунди и помага на други да намерят {app}.
Как ви се струва {app}?
Кажете ни какво ви харесва и какво не.
Имаме още за вас
От създателите на {app}: разгледайте другото ни приложение.
{app} е с намаление
Вижте офертата в Store, преди да изтече.
Излезе нова версия на {app}
Актуализирайте сега, за да получите новостите.
Оценете сега
Не сега
Научете повече
Отваряне
Актуализиране
Вижте офертата
По-късно
Затваряне`,
};
