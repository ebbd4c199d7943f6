/** One line per phrase, in the order of phraseIds. Written by Herald's authors, not reviewed by native speakers. */
export const european: Readonly<Record<string, string>> = {
  fi: `
Pidätkö sovelluksesta {app}?
Arvion antaminen vie kymmenen sekuntia ja auttaa muita löytämään sovelluksen {app}.
Mitä mieltä olet sovelluksesta {app}?
Kerro meille, mikä toimii ja mikä ei.
Meiltä löytyy lisää
Sovelluksen {app} tekijöiltä: tutustu toiseen sovellukseemme.
{app} on tarjouksessa
Katso tarjous Storessa, ennen kuin se päättyy.
Sovelluksesta {app} on uusi versio
Päivitä nyt, niin saat uutuudet.
Arvioi nyt
Ei nyt
Lue lisää
Avaa
Päivitä nyt
Näytä tarjous
Myöhemmin
Sulje`,
  et: `
Kas rakendus {app} meeldib?
Hinde andmine võtab kümme sekundit ja aitab teistel leida rakenduse {app}.
Mida arvate rakendusest {app}?
Öelge meile, mis teile sobib ja mis mitte.
Meil on veel pakkuda
Rakenduse {app} loojatelt: vaadake ka meie teist rakendust.
{app} on soodushinnaga
Vaadake pakkumist Store’is enne selle lõppu.
Rakendusel {app} on uus versioon
Uuendage kohe, et saada uusim.
Hinda kohe
Mitte praegu
Lisateave
Ava
Uuenda kohe
Vaata pakkumist
Hiljem
Sulge`,
  lv: `
Vai jums patīk {app}?
Novērtējums aizņem desmit sekundes un palīdz citiem atrast {app}.
Kā jums patīk {app}?
Pastāstiet, kas jums der un kas ne.
Mums ir vēl kas
No {app} veidotājiem: apskatiet mūsu otru lietotni.
{app} ar atlaidi
Apskatiet piedāvājumu Store, pirms tas beidzas.
Ir jauna {app} versija
Atjauniniet tūlīt, lai saņemtu jaunumus.
Novērtēt tūlīt
Ne tagad
Uzzināt vairāk
Atvērt
Atjaunināt tūlīt
Skatīt piedāvājumu
Vēlāk
Aizvērt`,
  lt: `
Ar patinka {app}?
Įvertinimas trunka dešimt sekundžių ir padeda kitiems rasti {app}.
Kaip vertinate {app}?
Papasakokite, kas jums tinka, o kas ne.
Turime ir daugiau
Iš {app} kūrėjų: pažvelkite į kitą mūsų programą.
{app} su nuolaida
Peržiūrėkite pasiūlymą „Store“, kol jis nesibaigė.
Išleista nauja {app} versija
Atnaujinkite dabar ir gaukite naujoves.
Įvertinti dabar
Ne dabar
Sužinoti daugiau
Atidaryti
Atnaujinti dabar
Žiūrėti pasiūlymą
Vėliau
Uždaryti`,
  hu: `
Tetszik a(z) {app}?
Az értékelés tíz másodperc, és segít másoknak rátalálni erre: {app}.
Milyen a(z) {app}?
Mondja el, mi válik be, és mi nem.
Van még mit mutatnunk
A(z) {app} készítőitől: nézze meg a másik alkalmazásunkat is.
Akciós: {app}
Nézze meg az ajánlatot a Store-ban, amíg tart.
Itt a(z) {app} új verziója
Frissítsen most, hogy az újdonságok is meglegyenek.
Értékelés
Most nem
További információ
Megnyitás
Frissítés
Ajánlat megtekintése
Később
Bezárás`,
  el: `
Σας αρέσει το {app};
Μια βαθμολογία παίρνει δέκα δευτερόλεπτα και βοηθά άλλους να βρουν το {app}.
Πώς σας φαίνεται το {app};
Πείτε μας τι σας εξυπηρετεί και τι όχι.
Έχουμε και άλλα για εσάς
Από τους δημιουργούς του {app}: δείτε την άλλη μας εφαρμογή.
Το {app} είναι σε προσφορά
Δείτε την προσφορά στο Store πριν λήξει.
Η νέα έκδοση του {app} είναι εδώ
Ενημερώστε τώρα για να έχετε ό,τι νεότερο.
Βαθμολόγηση
Όχι τώρα
Μάθετε περισσότερα
Άνοιγμα
Ενημέρωση τώρα
Δείτε την προσφορά
Αργότερα
Κλείσιμο`,
  tr: `
{app} uygulamasını beğendiniz mi?
Puan vermek on saniye sürer ve başkalarının {app} uygulamasını bulmasına yardımcı olur.
{app} nasıl?
Neyin işinize yaradığını, neyin yaramadığını bize anlatın.
Dahası da var
{app} yapımcılarından: diğer uygulamamıza göz atın.
{app} indirimde
Teklifi bitmeden Store’da görün.
{app} uygulamasının yeni sürümü çıktı
Yenilikler için şimdi güncelleyin.
Şimdi puan ver
Şimdi değil
Daha fazla bilgi
Aç
Şimdi güncelle
Teklifi gör
Daha sonra
Kapat`,
  sq: `
Ju pëlqen {app}?
Një vlerësim zgjat dhjetë sekonda dhe i ndihmon të tjerët të gjejnë {app}.
Si ju duket {app}?
Na tregoni çfarë ju shërben dhe çfarë jo.
Kemi edhe më shumë
Nga krijuesit e {app}: hidhini një sy aplikacionit tonë tjetër.
{app} është në ofertë
Shihni ofertën në Store para se të mbarojë.
Doli një version i ri i {app}
Përditësoni tani për të marrë risitë.
Vlerëso tani
Jo tani
Mëso më shumë
Hap
Përditëso tani
Shiko ofertën
Më vonë
Mbyll`,
};
