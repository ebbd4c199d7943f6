/**
 * Markets of the synthetic customers: share of 100,000, languages and time zones with their weights.
 * Written by scripts/generate-markets.ts from Unicode CLDR territory data (Unicode License v3, © Unicode, Inc.)
 * and city-timezones (MIT).
 */
export interface Market {
  code: string;
  weight: number;
  languages: [tag: string, weight: number][];
  zones: [name: string, weight: number][];
}

const table = `
US 25767 en-US:90,es-US:9 America/New_York:40,America/Chicago:28,America/Los_Angeles:20,America/Denver:4,America/Phoenix:3,America/Detroit:3,America/Indiana/Indianapolis:1,Pacific/Honolulu:1
JP 3868 ja-JP:100 Asia/Tokyo:100
IN 3759 hi-IN:36,en-IN:17,bn-IN:7,te-IN:6,mr-IN:6 Asia/Kolkata:100
ID 3448 id-ID:98 Asia/Jakarta:80,Asia/Makassar:16,Asia/Pontianak:2,Asia/Jayapura:2
GB 3439 en-GB:87,fr-GB:4 Europe/London:100
BR 3356 pt-BR:97 America/Sao_Paulo:67,America/Fortaleza:9,America/Bahia:5,America/Recife:5,America/Belem:4,America/Manaus:3,America/Maceio:2,America/Cuiaba:1
DE 2641 de-DE:76,en-DE:13,fr-DE:4 Europe/Berlin:100
CN 2513 zh-CN:99 Asia/Shanghai:97,Asia/Urumqi:3
MX 2313 es-MX:96,en-MX:4 America/Mexico_City:66,America/Monterrey:11,America/Tijuana:4,America/Mazatlan:4,America/Hermosillo:3,America/Merida:3,America/Ojinaga:2,America/Matamoros:2
TR 2155 tr-TR:94,en-TR:4 Europe/Istanbul:100
FR 2147 fr-FR:87,en-FR:9 Europe/Paris:100
CA 1949 en-CA:71,fr-CA:24 America/Toronto:64,America/Vancouver:12,America/Edmonton:12,America/Winnipeg:4,America/Regina:3,America/Halifax:2,America/Detroit:1,America/Moncton:1
IT 1914 it-IT:77,fr-IT:16,en-IT:7 Europe/Rome:100
KR 1635 ko-KR:100 Asia/Seoul:100
EG 1617 ar-EG:91,en-EG:9 Africa/Cairo:100
ES 1484 es-ES:76,ca-ES:13,gl-ES:5,en-ES:5 Europe/Madrid:95,Atlantic/Canary:4,Africa/Ceuta:1
RU 1445 ru-RU:98 Europe/Moscow:56,Asia/Yekaterinburg:14,Europe/Samara:4,Asia/Vladivostok:3,Asia/Irkutsk:3,Asia/Krasnoyarsk:3,Asia/Novokuznetsk:2,Asia/Novosibirsk:2
PK 1439 ur-PK:57,en-PK:30,pa-PK:11 Asia/Karachi:100
BD 1380 bn-BD:96,en-BD:4 Asia/Dhaka:100
NG 1360 en-NG:73,yo-NG:18,ha-NG:4,ig-NG:4 Africa/Lagos:100
AU 1345 en-AU:99 Australia/Sydney:39,Australia/Melbourne:31,Australia/Brisbane:14,Australia/Perth:8,Australia/Adelaide:6,Australia/Hobart:1,Australia/Darwin:1,Australia/Broken_Hill:1
TH 1224 th-TH:92,en-TH:8 Asia/Bangkok:100
VN 1215 vi-VN:100 Asia/Ho_Chi_Minh:100
SA 1147 ar-SA:100 Asia/Riyadh:100
PL 1145 pl-PL:75,de-PL:15,en-PL:6,ru-PL:4 Europe/Warsaw:100
PH 1081 en-PH:49,fil-PH:45,es-PH:6 Asia/Manila:100
AR 959 es-AR:98 America/Argentina/Buenos_Aires:56,America/Argentina/Cordoba:23,America/Argentina/Salta:6,America/Argentina/Mendoza:4,America/Argentina/Tucuman:3,America/Argentina/San_Juan:2,America/Argentina/Catamarca:2,America/Argentina/Jujuy:2
MY 853 ms-MY:88,en-MY:6,zh-MY:5 Asia/Kuala_Lumpur:81,Asia/Kuching:19
CO 805 es-CO:100 America/Bogota:100
ZA 757 en-ZA:30,zu-ZA:23,xh-ZA:17,af-ZA:12,nso-ZA:9 Africa/Johannesburg:100,Africa/Maseru:1
TW 741 zh-TW:100 Asia/Taipei:100
DZ 609 ar-DZ:68,fr-DZ:30 Africa/Algiers:100
NL 558 nl-NL:78,en-NL:17,fr-NL:4 Europe/Amsterdam:100
RO 545 ro-RO:86,en-RO:7 Europe/Bucharest:100
KZ 518 ru-KZ:51,kk-KZ:45 Asia/Almaty:74,Asia/Qyzylorda:11,Asia/Aqtobe:5,Asia/Atyrau:3,Asia/Oral:3,Asia/Aqtau:3
IQ 508 ar-IQ:84,en-IQ:11,ku-IQ:3 Asia/Baghdad:100
UA 482 uk-UA:58,ru-UA:41 Europe/Kyiv:94,Europe/Simferopol:6
PE 445 es-PE:100 America/Lima:100,America/Guayaquil:1
CL 435 es-CL:98 America/Santiago:100
ET 425 am-ET:73,en-ET:24,ti-ET:3 Africa/Addis_Ababa:100
BE 376 nl-BE:42,fr-BE:29,de-BE:17,en-BE:11 Europe/Brussels:100
CZ 340 cs-CZ:87,en-CZ:6,sk-CZ:4,de-CZ:3 Europe/Prague:100
KE 335 sw-KE:78,en-KE:22 Africa/Nairobi:100
SE 332 sv-SE:80,en-SE:18 Europe/Stockholm:100
MA 325 ar-MA:61,fr-MA:35,en-MA:3 Africa/Casablanca:97,Africa/El_Aaiun:3
AE 315 ar-AE:84,en-AE:13 Asia/Dubai:100
PT 309 pt-PT:88,en-PT:6,fr-PT:3 Europe/Lisbon:95,Atlantic/Madeira:4,Atlantic/Azores:2
UZ 309 uz-UZ:82,uz-Cyrl-UZ:14,ru-UZ:3 Asia/Tashkent:61,Asia/Samarkand:39
IL 295 he-IL:69,en-IL:15,ar-IL:14 Asia/Jerusalem:100
AT 282 de-AT:79,en-AT:15 Europe/Vienna:98,Europe/Berlin:2
HU 279 hu-HU:91,en-HU:5,de-HU:4 Europe/Budapest:100
CH 278 de-CH:53,fr-CH:27,it-CH:11,en-CH:8 Europe/Zurich:100
GR 274 el-GR:86,en-GR:11 Europe/Athens:100
TZ 273 sw-TZ:57,en-TZ:43 Africa/Dar_es_Salaam:100,Africa/Blantyre:1
AO 268 pt-AO:100 Africa/Luanda:100
IE 263 en-IE:80,ga-IE:18 Europe/Dublin:100
VE 261 es-VE:100 America/Caracas:100
NZ 259 en-NZ:97 Pacific/Auckland:100
LK 257 si-LK:80,ta-LK:18 Asia/Colombo:100
GH 235 en-GH:99 Africa/Accra:100
EC 229 es-EC:100 America/Guayaquil:100,Pacific/Galapagos:1
HK 229 zh-HK:65,en-HK:35 Asia/Hong_Kong:100
CD 217 fr-CD:50,sw-CD:49 Africa/Kinshasa:55,Africa/Lubumbashi:45
CI 207 fr-CI:100 Africa/Abidjan:100
DO 207 es-DO:100 America/Santo_Domingo:100
GT 202 es-GT:90,quc-GT:9 America/Guatemala:100
BY 197 ru-BY:73,be-BY:27 Europe/Minsk:100
SG 189 en-SG:50,zh-SG:41,ms-SG:8 Asia/Singapore:100
DK 188 da-DK:56,de-DK:29,en-DK:13 Europe/Copenhagen:100
AZ 177 az-AZ:90,az-Cyrl-AZ:10 Asia/Baku:99,Asia/Yerevan:1
FI 177 fi-FI:59,sv-FI:27,en-FI:11 Europe/Helsinki:100
NO 173 nb-NO:44,no-NO:44,nn-NO:11 Europe/Oslo:100
SD 167 ar-SD:50,en-SD:50 Africa/Khartoum:100
UG 166 sw-UG:94,en-UG:5 Africa/Kampala:100
BG 160 bg-BG:86,en-BG:5,ru-BG:5 Europe/Sofia:100
NP 159 ne-NP:98 Asia/Kathmandu:100
CM 154 fr-CM:64,en-CM:36 Africa/Douala:100
SK 154 sk-SK:77,cs-SK:10,en-SK:6,de-SK:5 Europe/Bratislava:100
TN 138 ar-TN:63,fr-TN:37 Africa/Tunis:100
RS 128 sr-RS:84,sr-Latn-RS:4,hu-RS:4,sq-RS:4 Europe/Belgrade:100
CU 124 es-CU:100 America/Havana:100
IR 123 fa-IR:91,az-IR:7 Asia/Tehran:100
OM 123 ar-OM:100 Asia/Muscat:100
PA 117 es-PA:95,en-PA:5 America/Panama:100
HR 115 hr-HR:88,en-HR:11 Europe/Zagreb:100
BO 114 es-BO:100 America/La_Paz:99,America/Rio_Branco:1,America/Lima:1
AF 105 fa-AF:89,uz-AF:8,tk-AF:3 Asia/Kabul:100
CR 105 es-CR:100 America/Costa_Rica:100
LY 104 ar-LY:100 Africa/Tripoli:100
JO 102 ar-JO:90,en-JO:10 Asia/Amman:100
KW 99 ar-KW:100 Asia/Kuwait:100
PR 95 es-PR:64,en-PR:36 America/Puerto_Rico:100
PY 95 es-PY:82,de-PY:18 America/Asuncion:100
KH 93 km-KH:100 Asia/Phnom_Penh:100
YE 93 ar-YE:97 Asia/Aden:100
ZM 88 en-ZM:100 Africa/Lusaka:100
SN 87 wo-SN:73,fr-SN:27 Africa/Dakar:99,Africa/Nouakchott:1
LT 83 lt-LT:72,ru-LT:17,en-LT:8 Europe/Vilnius:100
TM 81 tk-TM:93,ru-TM:4 Asia/Ashgabat:100
QA 80 ar-QA:97 Asia/Qatar:100
UY 79 es-UY:100 America/Montevideo:100
SY 77 ar-SY:95 Asia/Damascus:100
BF 71 fr-BF:100 Africa/Ouagadougou:100
GE 71 ka-GE:95 Asia/Tbilisi:100
ML 71 fr-ML:99 Africa/Bamako:100
MZ 70 pt-MZ:100 Africa/Maputo:100,Africa/Lusaka:1
HN 69 es-HN:100 America/Tegucigalpa:100
MG 69 fr-MG:60,en-MG:40 Indian/Antananarivo:100
ZW 68 en-ZW:100 Africa/Harare:100
SV 67 es-SV:100 America/El_Salvador:100
SI 66 sl-SI:68,hr-SI:12,en-SI:12,de-SI:8 Europe/Ljubljana:100
GN 64 fr-GN:100 Africa/Conakry:100
LA 63 lo-LA:100 Asia/Vientiane:100
BJ 61 fr-BJ:95,yo-BJ:5 Africa/Porto-Novo:100
LB 60 ar-LB:80,en-LB:9,fr-LB:9 Asia/Beirut:100
NE 60 fr-NE:56,ha-NE:44 Africa/Niamey:100
BA 54 bs-BA:72,hr-BA:9,en-BA:8,sr-BA:7,bs-Cyrl-BA:4 Europe/Sarajevo:100
PS 52 ar-PS:100 Asia/Gaza:53,Asia/Hebron:47
LV 51 lv-LV:74,en-LV:14,ru-LV:12 Europe/Riga:100
NI 51 es-NI:100 America/Managua:100
RW 51 rw-RW:79,en-RW:15,fr-RW:6 Africa/Kigali:100
TJ 51 tg-TJ:97 Asia/Dushanbe:100
BH 49 ar-BH:99 Asia/Bahrain:100
AM 48 hy-AM:85,ru-AM:14 Asia/Yerevan:100
MN 48 mn-MN:98 Asia/Ulaanbaatar:90,Asia/Hovd:10
MW 48 en-MW:100 Africa/Blantyre:100
PG 48 en-PG:100 Pacific/Port_Moresby:93,Pacific/Bougainville:7
KG 46 ky-KG:57,ru-KG:43 Asia/Bishkek:100
TD 44 ar-TD:57,fr-TD:43 Africa/Ndjamena:100
AL 43 sq-AL:99 Europe/Tirane:100
HT 41 fr-HT:100 America/Port-au-Prince:100
CG 40 fr-CG:100 Africa/Brazzaville:100
GA 40 fr-GA:100 Africa/Libreville:97,Africa/Malabo:3
BW 39 en-BW:57,tn-BW:43 Africa/Gaborone:100
EE 37 et-EE:69,ru-EE:14,en-EE:12,fi-EE:5 Europe/Tallinn:100
MD 36 ro-MD:91,uk-MD:5,bg-MD:3 Europe/Chisinau:100
MK 35 mk-MK:72,sq-MK:27 Europe/Skopje:100
CY 34 el-CY:69,tr-CY:17,en-CY:13 Asia/Nicosia:88,Asia/Famagusta:12
SO 34 ar-SO:99 Africa/Mogadishu:98,Africa/Nairobi:2
TT 33 en-TT:100 America/Port_of_Spain:100
MR 31 ar-MR:96,fr-MR:4 Africa/Nouakchott:86,Africa/Dakar:14
TG 31 fr-TG:100 Africa/Lome:100
NA 28 af-NA:72,en-NA:27 Africa/Windhoek:100,Africa/Luanda:1
JM 27 en-JM:100 America/Jamaica:100
SS 27 en-SS:80,ar-SS:20 Africa/Juba:100
MU 26 fr-MU:50,en-MU:49 Indian/Mauritius:100
GQ 25 es-GQ:75,fr-GQ:25 Africa/Malabo:100
GY 25 en-GY:100 America/Guyana:100
XK 22 sq-XK:90,sr-XK:5,sr-Latn-XK:5 Europe/Belgrade:100
LU 21 fr-LU:52,de-LU:36,en-LU:8 Europe/Luxembourg:100
MO 20 zh-MO:91,en-MO:5 Asia/Macau:100
SL 20 en-SL:100 Africa/Freetown:100
BI 18 fr-BI:100 Africa/Bujumbura:100
BN 15 ms-BN:92,ms-Arab-BN:5 Asia/Brunei:100
MT 15 mt-MT:49,en-MT:43,it-MT:7 Europe/Malta:100
ER 13 ti-ER:50,en-ER:49 Africa/Asmara:100
ME 13 sr-ME:97 Europe/Podgorica:100
LR 12 en-LR:100 Africa/Monrovia:100
SZ 12 en-SZ:98 Africa/Mbabane:100
FJ 11 en-FJ:90,hi-FJ:10 Pacific/Fiji:100
IS 11 is-IS:100 Atlantic/Reykjavik:100
BS 10 en-BS:100 America/Nassau:100
BT 10 ne-BT:61,en-BT:39 Asia/Thimphu:100
SR 10 nl-SR:100 America/Paramaribo:100
CF 9 fr-CF:100 Africa/Bangui:100
GM 9 en-GM:100 Africa/Banjul:100
MV 9 en-MV:100 Indian/Maldives:100
NC 8 fr-NC:100 Pacific/Noumea:100
DJ 7 fr-DJ:87,ar-DJ:13 Africa/Djibouti:100
LS 7 en-LS:88,zu-LS:11 Africa/Maseru:100
TL 7 pt-TL:100 Asia/Dili:100
GW 6 pt-GW:96,fr-GW:4 Africa/Bissau:100
BZ 5 en-BZ:85,es-BZ:15 America/Belize:100
CV 5 pt-CV:100 Atlantic/Cape_Verde:100
MQ 5 fr-MQ:100 America/Martinique:100
PF 5 fr-PF:98 Pacific/Tahiti:100
RE 5 fr-RE:96,ta-RE:4 Indian/Reunion:100
BB 4 en-BB:100 America/Barbados:100
GU 4 en-GU:100 Pacific/Guam:100
AD 3 ca-AD:80,es-AD:17 Europe/Andorra:100
AW 3 nl-AW:99 America/Aruba:100
CW 3 nl-CW:90,es-CW:10 America/Curacao:100
GP 3 fr-GP:100 America/Guadeloupe:100
IM 3 en-IM:100 Europe/Isle_of_Man:100
KM 3 ar-KM:72,fr-KM:28 Indian/Comoro:100
LC 3 en-LC:100 America/St_Lucia:100
SC 3 fr-SC:58,en-SC:42 Indian/Mahe:100
VI 3 en-VI:100 America/St_Thomas:100
AG 2 en-AG:100 America/Antigua:100
BM 2 en-BM:100 Atlantic/Bermuda:100
GD 2 en-GD:100 America/Grenada:100
GF 2 fr-GF:99 America/Cayenne:100
GL 2 da-GL:100 America/Nuuk:97,America/Thule:1,America/Danmarkshavn:1
KY 2 en-KY:100 America/Cayman:100
SB 2 en-SB:100 Pacific/Guadalcanal:100
VC 2 en-VC:100 America/St_Vincent:100
AS 1 en-AS:100 Pacific/Pago_Pago:100
AX 1 sv-AX:100 Europe/Mariehamn:100
DM 1 en-DM:100 America/Dominica:100
EH 1 ar-EH:100 Africa/El_Aaiun:100
GI 1 en-GI:86,es-GI:14 Europe/Gibraltar:100
KN 1 en-KN:100 America/St_Kitts:100
LI 1 de-LI:100 Europe/Vaduz:100
MC 1 fr-MC:100 Europe/Paris:100
MP 1 en-MP:100 Pacific/Saipan:100
SM 1 it-SM:100 Europe/San_Marino:100
ST 1 pt-ST:94,fr-ST:6 Africa/Sao_Tome:100
TC 1 en-TC:100 America/Grand_Turk:100
TO 1 en-TO:100 Pacific/Tongatapu:100
VU 1 en-VU:73,fr-VU:27 Pacific/Efate:100
WS 1 en-WS:100 Pacific/Apia:100
YT 1 fr-YT:99 Indian/Mayotte:100
`;

function pairs(text: string): [string, number][] {
  return text.split(",").map((pair) => {
    const [name = "", weight = ""] = pair.split(":");
    return [name, Number(weight)];
  });
}

export const markets: readonly Market[] = table
  .trim()
  .split("\n")
  .map((line) => {
    const [code = "", weight = "", languages = "", zones = ""] = line.split(" ");
    return { code, weight: Number(weight), languages: pairs(languages), zones: pairs(zones) };
  });
