/** The further double-byte pages, as runs through the pages that iconv-lite has. */
import { johabPairs } from "./johab-pairs.ts";
import { teletextPairs } from "./teletext-pairs.ts";

/** One page; ranges are inclusive. */
export interface PairRuns {
  /** Ranges of lead bytes, upwards. */
  readonly leads: readonly (readonly [first: number, last: number])[];
  /** Ranges of trail bytes, upwards. */
  readonly trails: readonly (readonly [first: number, last: number])[];
  /** The characters of bytes that stand alone, in the notation of {@link pairRuns}; a byte in a gap is its own number. */
  readonly lone: string;
  /** Bytes that stand alone and have no character, with what they read as by default. */
  readonly holes?: Readonly<Record<number, number>>;
  /** What an unknown pair reads as. */
  readonly defaultUnit: number;
  /** The characters of all pairs, lead by lead and trail by trail, in the notation of {@link pairRuns}. */
  readonly pairs: string;
  /** The same for pairs that are read only: the encoder never writes them. */
  readonly oneWay?: string;
}

/** The pages of {@link pairRuns}. */
export const pairRunPages: readonly number[] = [
  1361, 10001, 10002, 10003, 10008, 20000, 20001, 20002, 20003, 20004, 20005, 20261, 20932,
];

/**
 * By page; a function, so that nothing of it is made before it is used. Characters in order. A letter and a number stand for that many: `.` a gap; `c` on by code point; `j`, `s`, `k`, `t` on in the
 * order of the pages 932, 936, 949 and 950; `x` in the order of JIS X 0212. Any other character is itself.
 * Measured on .NET 10; `test/encoding/net-pages.test.ts` checks every pair by digest. 20936 has the table of 10008, 20949 and 51949 that of 10003.
 */
export const pairRuns = (): Readonly<Record<number, PairRuns>> => ({
  1361: {
    leads: [
      [0x84, 0xd3],
      [0xd8, 0xde],
      [0xe0, 0xf9],
    ],
    trails: [
      [0x31, 0x7e],
      [0x81, 0xfe],
    ],
    lone: ".212\uf8ecc3.7\uf8f0.26c6",
    defaultUnit: 0x3f,
    pairs: johabPairs(),
  },
  10001: {
    leads: [
      [0x81, 0x9f],
      [0xe0, 0xfc],
    ],
    trails: [
      [0x40, 0x7e],
      [0x80, 0xfc],
    ],
    lone: ".161｡c62.29©™",
    holes: { 0xff: 0x2026 },
    defaultUnit: 0x30fb,
    pairs:
      "\u3000j107.11j8.8j7.11j15.7j8.4◯.15j10.7j26.6j26.4j83.11j86.8j24.8j24.38j33.15j33.13j32.62j20.74" +
      "j10.10ⅰc9.64㎜.1㎝.3㎡.1㎞.1㎎.1j2.76№j2.106㈹.1㈱.2㈲.46〝〟.17㊤c4.7㍉㌢㍍㌔.4㌃㌶㌘.1㌧㍑㍊.1" +
      "㍗㌍.1㌣㌦㌻㌫.47㍾j2㍻.20∮∟⊿.91j2965.43j3390.1028j1880.21￤j2.4j360",
    oneWay:
      ".1086→j3.38日月火水木金土祭祝自至.1呼.1資名.1学財社特監企協労Ⅵc4.1j23.8㍻.2№j13≒大小.5医財優労" +
      "印控秘.7050纊j359.2ⅰc9￢￤j2.2068ⅰk19￢.3㈱№℡∵",
  },
  10002: {
    leads: [[0x81, 0xfc]],
    trails: [
      [0x40, 0x7e],
      [0xa1, 0xfe],
    ],
    lone: ".253©™…",
    defaultUnit: 0x3f,
    pairs: "\ue000c5023\u3000t10.1‥t210.4t36.1卄.1t142.63一t5400\uf3a0c407乂t7687.4▓\uf538c470",
    oneWay: ".5035….211═╞t2.36十.1卅.13702╭t3",
  },
  10003: {
    leads: [
      [0xa1, 0xac],
      [0xb0, 0xc8],
      [0xca, 0xfd],
    ],
    trails: [[0xa1, 0xfe]],
    lone: ".160\uf8e6.12c3.78c2",
    holes: { 0xc9: 0x3f },
    defaultUnit: 0x3f,
    pairs:
      "\u3000k93j4k67.23！k93ㄱc93ⅰc9.5k10.7k24.8j24.6─k67.26㎕k78.15Æk3.1Ĳ.1k8.1k78æk93ぁc82.11j86.8А" +
      "j32.15j33.13가k93괌k93깹k93끝k93뇟k49닖님k42덧k93땀k93c2k92륫k93묀k93벙k93빨k93샥k93숯k93쐴k93에" +
      "k93웩k93점k93징k93c3k91치k93큄k93퉤k281伽k4887",
  },
  10008: {
    leads: [
      [0xa1, 0xa9],
      [0xb0, 0xf7],
    ],
    trails: [[0xa1, 0xfe]],
    lone: ".129\uf8d8c31.87c8",
    holes: { 0xaa: 0x3f, 0xab: 0x3f, 0xac: 0x3f, 0xad: 0x3f, 0xae: 0x3f, 0xaf: 0x3f },
    defaultUnit: 0x3f,
    pairs:
      "\u3000c2・ˉs4―～.1…s81.16⒈s49.2㈠c9.2Ⅰc11.2！s93ぁc82.11j86.8j24.8j24.38j33.15j33.13ās25.10ㄅ" +
      "c36.24─c75.15啊s93薄s93病s93场s93础s93怠s93丁s93贰s93浮s93埂s93骸s93弧s93肌s93健s93尽s93俊s93馈" +
      "s93痢s93隆s93谩s93摹s93拧s93啤s93恰s93取s93伞s93省s93恕s93獭s93汀s93巍s93稀s93小s93选s93摇s93印s93" +
      "浴s93铡s93帧s93住s88.5亍s93佟s93凇s93邸s93堋s93荨s93蕖s93摺s93唷s93帷s93狻s93恪s93洹s93濉s93妗s93" +
      "纭s93琛s93椤s93辍s93搿s93臁s93怼s93睢s93铩s93稹s93瘛s93颉s93蟆s93簟s93酢s93觥s93c5s89",
    oneWay: ".11∥",
  },
  20000: {
    leads: [[0xa1, 0xfe]],
    trails: [
      [0x21, 0x7e],
      [0xa1, 0xfe],
    ],
    lone: ".160\uf8f0.94\uf8f1",
    defaultUnit: 0x3f,
    pairs:
      "乂t9屮t32刉匜t47刐劦\u3000t3․•；t8‧﹒s4︱–︲—︳＿︴t45′‵＃t18匢t43攷旯t48㊣℅‾￣.2﹉t28∼" +
      "∩t17→←↖t7.1﹨t21゜兙t5佤t93嗧t34═╞t2◢t6¨˄ヽj3.1〄c3ー［］✽ぁc32忣t23旰t69０t28.1卄.1t62芊" +
      "t93Λt75˟ˊt2ぢc13坨t93①c9⑴c9ⅰc9ばj63抸t93.2丶丿.1亅.1亠.4冂冖冫.4勹.2匸.2卩.1厶.5夂.4宀.6巛.4幺" +
      "广廴.3彐彡.6攴.4无.24狉t93.8疒癶.56辵.8隶.18俓t93.94t94\ue468c93枺t93\ue4c6c93狤t93\ue524c93胣t93" +
      "\ue582c93党t93\ue5e0c93恚t93\ue63ec93毦t93\ue69cc93瓴t93\ue6fac93罞t93\ue758c93訒t93\ue7b6c93唰t93" +
      "\ue814c93崦t93\ue872c93桵t93\ue8d0c93牾t77笻笴t14\ue92ec93笚t92虙\ue98cc93虖t93\ue9eac93釤t93" +
      "\uea48c93婼t93\ueaa6c93揊t93\ueb04c93欿t93\ueb62c93琬t65筇筄t26\uebc0c93絎t72莚菃t19\uec1ec93蛬t93" +
      "\uec7cc93鄇t93\uecdac93嗢t93.33\ued38c31￢￤.2㈱№℡\ued5fc21揫t93\ued75c93歈t2毻t90一t93瑂t93分" +
      "t93綍t93北t93葨t93立t93輇t93年t93僓t93佣t93廕t93尿t93榪t93沂t93疐t93佺t93綡t93屈t93裲t93昕t93銋t93" +
      "知t93嫶t93侷t93槾t93待t93獞t93洱t93翪t93美羿耐t91蝮t93倌t93鄪t41錥鋆t50孫t93髲t93栩t93徼徻憝t91砝" +
      "t49耄耘t42濊t93荀t93窱t93側t93蕝t6螤螛t85崙t93邆t29錓t63旋t93鮀t72懃t20理t93檖t82磿磲t9莉t93穘t93" +
      "頂t93蕶t93廁t93鍼t23鍎t69款t93鮢t93稍t93瀀t33礌t59註t93藒t21蟗t71飯t93鎒t13鎀鎍t7闒t70慍t93鵙t81爌" +
      "t11煞t93璷t43舋艤t48腱t93覶t63鎥鏧t28跤t93騚t93凳t93櫳t18瀪灀t44艨t28旗t93譥t41鐼鐊t50種t93鰇t93誦" +
      "t46銬銀t45蘘t48鐰t44儀t93鶶t93撥t93襱t93碾t93壨t93誰t58鋤t34鷳t93髮t93欘t68鬮鱴t23樵t93饡t18鸙虋" +
      "t10爩麤t3.58蕙t93\ue000c93頸t93\ue05ec93氈t93\ue0bcc93臂t19薦虧t72\ue11ac93隱t93\ue178c93繕t21蟯" +
      "t71\ue1d6c93鯉t11嚨壞t53繳羅羶t24\ue234c93譎t64嚷t28\ue292c93礫t93\ue2f0c93蘗t93\ue34ec93霾t93" +
      "\ue3acc93齲t42ソc50\ue40ac93ヰc6Аj65⇧↸↹.2䅚ｸ刂.1冈",
    oneWay: ".286＿＿.58／.175〃.164十.1卅.5675’”",
  },
  20001: {
    leads: [
      [0x81, 0x84],
      [0x91, 0xd8],
      [0xdf, 0xfc],
    ],
    trails: [
      [0x30, 0x39],
      [0x41, 0x5a],
      [0x61, 0x7a],
      [0x80, 0xfd],
    ],
    lone: ".217\uf8e8c5.30c3",
    defaultUnit: 0x3f,
    pairs:
      "\u3000t3․•；t8‧﹒s4︱–︲—︳＿︴t45′‵＃t20‾￣.2﹉t28∼∩t17→←↖t7.1﹨t21゜兙t40═╞t2◢t6" +
      "¨˄ヽj3.1〄c3ー［］✽ぁc32０t28.1卄.1t138˟ˊt2ぢc13①c9⑴c9ⅰc9ばj63.2丶丿.1亅.1亠.4冂冖冫.4勹.2匸.2" +
      "卩.1厶.5夂.4宀.6巛.4幺广廴.3彐彡.6攴.4无.32疒癶.56辵.8隶.177￢￤.2㈱№℡.116一t1411耐t423耄耘t1875" +
      "銬銀t386鋤t524薦虧t188蟯t83嚨壞t53繳羅羶t89嚷t353ソc57Аj65⇧↸↹.2䅚ｸ刂.1冈.11乂t9屮t32刉匜t47刐" +
      "t45攷旯t166旰t1839笻笴t107虙t536筇筄t99莚菃t398毻t1636錥鋆t145徻憝t286螤螛t115錓t136懃t103磿磲t221" +
      "鍎t197礌t81蟗t85鎀鎍t7闒t152爌t55舋艤t112鎥鏧t141瀪灀t44艨t70鐼鐊t193鐰t489鬮鱴t42鸙虋t10爩麤t3.58" +
      "\ue000c5639",
    oneWay: ".98＿＿.58／.81〃.70十.1卅.599’”",
  },
  20002: {
    leads: [
      [0x81, 0xaf],
      [0xdd, 0xfe],
    ],
    trails: [
      [0x30, 0x39],
      [0x41, 0x5a],
      [0x61, 0x7a],
      [0x80, 0xfd],
    ],
    lone: ".176\uf8bac44.34\uf8e7",
    defaultUnit: 0x3f,
    pairs:
      "\u3000t3․•；t8‧﹒s4︱–︲—︳＿︴t45′‵＃t20‾￣.2﹉t28∼∩t17→←↖t7.1﹨t21゜兙t40═╞t2◢t6" +
      "¨˄ヽj3.1〄c3ー［］✽ぁc32０t28.1卄.1t138˟ˊt2ぢc13①c9⑴c9ⅰc9ばj63.2丶丿.1亅.1亠.4冂冖冫.4勹.2匸.2" +
      "卩.1厶.5夂.4宀.6巛.4幺广廴.3彐彡.6攴.4无.32疒癶.56辵.8隶.43鵙t81爌t55舋艤t112鎥鏧t141瀪灀t44艨t70" +
      "鐼鐊t193鐰t489鬮鱴t42鸙虋t10爩麤t3.41\ue000c1025.65￢￤.2㈱№℡.116一t1411耐t423耄耘t1875銬銀t386" +
      "鋤t524薦虧t188蟯t83嚨壞t53繳羅羶t89嚷t353ソc57Аj65⇧↸↹.2䅚ｸ刂.1冈.11乂t9屮t32刉匜t47刐t45攷旯" +
      "t166旰t1839笻笴t107虙t536筇筄t99莚菃t398毻t1636錥鋆t145徻憝t286螤螛t115錓t136懃t103磿磲t221鍎t197" +
      "礌t81蟗t85鎀鎍t7闒t70",
    oneWay: ".98＿＿.58／.81〃.70十.1卅.2855’”",
  },
  20003: {
    leads: [
      [0x81, 0x84],
      [0x87, 0x87],
      [0x89, 0xe8],
      [0xf9, 0xfb],
    ],
    trails: [
      [0x40, 0x7e],
      [0x80, 0xfc],
    ],
    lone: ".133\uf8a3\uf8a4.1\uf8a5.96c16.3c4",
    defaultUnit: 0x3f,
    pairs:
      "\u3000j3․•：j3.2‵′¨˄‾＿j5c4ー–—／＼∼∥∣…j38゜.2℃j7✽＠j20.96０c9.7j26.6j26.4j83.11j86.8" +
      "j24.8j24.38j33.15j33.109丶丿.1亅.1亠.4冂冖冫.4勹.2匸.2卩.1厶.5夂.4宀.6巛.4幺广廴.3彐彡.6攴.4无.32" +
      "疒癶.56辵.8隶.18〡c8.1卄.5˟ˊt2˙ㄅc36.130①c9.6⑴c9.5▁t31═╞t2◢t6.20﹁c3︻︼.1︲︳.1︴﹏︵c5︽c3" +
      ".2＊＂㊣℅.2﹉t5﹡√≒≡∩t9⊕⊙↖t3∵.2℉㏕t8﹒.3〝〞.3⇧↸↹兙t8.5Ⅰc9.6ⅰc9￢￤.2㈱№℡.154一" +
      "t5400.51乂t7651.56\ue234c4323\ue000c563",
    oneWay: ".949十.1卅.279＿.48／.64’”",
  },
  20004: {
    leads: [[0xa1, 0xfe]],
    trails: [
      [0x21, 0x7e],
      [0xa1, 0xfe],
    ],
    lone: ".129\uf882c31.94\uf8a2",
    defaultUnit: 0x3f,
    pairs: teletextPairs(),
  },
  20005: {
    leads: [
      [0x8d, 0xf5],
      [0xf9, 0xfc],
    ],
    trails: [
      [0x30, 0x39],
      [0x41, 0x5a],
      [0x61, 0x7a],
      [0x8d, 0xee],
      [0xf0, 0xfc],
    ],
    lone: ".129\uf870c11.105c3.4c3",
    defaultUnit: 0x3f,
    pairs:
      "\u3000t3․•；t8‧﹒s4︱–︲—︳＿︴t45′‵＃t20‾￣.2﹉t28∼∩t27.1﹨t21゜兙t40═╞t2◢t35.1卄.1" +
      "t138˟ˊt2.63一t5400乂t7651\ue000c4525.196c448",
    oneWay: ".98＿＿.58／.104十.1卅",
  },
  20261: {
    leads: [[0xc1, 0xcf]],
    trails: [
      [0x20, 0x20],
      [0x41, 0x50],
      [0x52, 0x5a],
      [0x61, 0x70],
      [0x72, 0x7a],
      [0xe1, 0xe1],
      [0xf1, 0xf1],
    ],
    lone:
      ".92\uf8dd.1\uf8de.1\uf8df.26\uf8e0.1\uf8fcc2.32\uf8e1.3$.1#.1¤\uf8e2\uf8e3.1c4.4×.3÷\uf8e8\uf8e9.5" +
      "\uf8eb.15c16\u2126Æk3\uf8eaĲk8ŉĸæk5ŀk7\uf8ff",
    holes: { 0x23: 0x23, 0x24: 0xa4 },
    defaultUnit: 0x3f,
    pairs:
      "`À.3È.3Ì.5Ò.4Ù.1Ẁ.1Ỳ.1à.3è.3ì.5ò.4ù.1ẁ.1ỳ.3´Á.1Ć.1É.1Ǵ.1Í.1ḰĹḾŃÓṔŔŚ.1Ú.1Ẃ.1ÝŹá.1ć.1é.1ǵ.1í" +
      ".1ḱĺḿńóṕŕś.1ú.1ẃ.1ýź.2^Â.1Ĉ.1Ê.1ĜĤÎĴ.4Ô.2Ŝ.1Û.1Ŵ.1ŶẐâ.1ĉ.1ê.1ĝĥîĵ.4ô.2ŝ.1û.1ŵ.1ŷẑ.2~Ã.3Ẽ.3Ĩ" +
      ".4ÑÕ.4ŨṼ.2Ỹ.1ã.3ẽ.3ĩ.4ñõ.4ũṽ.2ỹ.3¯Ā.3Ē.1Ḡ.1Ī.5Ō.4Ū.5ā.3ē.1ḡ.1ī.5ō.4ū.5Ǣǣ˘Ă.3Ĕ.1Ğ.1Ĭ.5Ŏ.4Ŭ.5" +
      "ă.3ĕ.1ğ.1ĭ.5ŏ.4ŭ.7˙.1ḂĊḊĖḞĠḢİ.3ṀṄ.1ṖṘṠṪ.2ẆẊẎŻ.1ḃċḋėḟġḣ.4ṁṅ.1ṗṙṡṫ.2ẇẋẏż.2" +
      "¨Ä.3Ë.2ḦÏ.5Ö.4Ü.1ẄẌŸ.1ä.3ë.2ḧï.5ö.3ẗü.1ẅẍÿ.56˚Å.18Ů.5å.18ů.1ẘ.1ẙ.3¸.2ÇḐ.2ĢḨ.2ĶĻ.1Ņ.2ŖŞŢ" +
      ".8çḑ.2ģḩ.2ķļ.1ņ.2ŗşţ.61˝.14Ő.4Ű.19ő.4ű.7˛Ą.3Ę.3Į.5Ǫ.4Ų.5ą.3ę.3į.5ǫ.4ų.7ˇǍ.1ČĎĚ.1Ǧ.1Ǐ.1ǨĽ.1ŇǑ.1ŘŠ" +
      "ŤǓ.4Žǎ.1čďě.1ǧ.1ǐǰǩľ.1ňǒ.1řšťǔ.4ž",
    oneWay: ".583_",
  },
  20932: {
    leads: [
      [0x8e, 0x8e],
      [0xa1, 0xfe],
    ],
    trails: [
      [0x21, 0x7e],
      [0xa1, 0xfe],
    ],
    lone: ".160\uf8f0.94\uf8f3",
    defaultUnit: 0x30fb,
    pairs:
      ".94｡c62.125\u3000j31〜‖｜j25−±j18¢£％j11.14˘x7.1΄΅.8x3.38x6.14◆j13.11j8.8j2¬⇒j3.11j15.7j8.4◯" +
      ".109j10.7j26.6j26.98j83.105j86.72Άx4.1Ό.1x2.1Ώ.4x12.2Αj23.8j24.71Ђx12.35x13Аj32.15j33.107j32.62ÆĐ" +
      ".1Ħ.1Ĳ.1x2.1x3.1x2.16x16.140x24.1x62.101x27.1x7.1x51.383①j29.1j23.8㍻〞〟j14.3j2.3j2.381丂x93亜" +
      "j93侅x93院j93傒x93押j93凈x93魁j93匌x93粥j93咁x93機j93嗓x93供j93囶x93掘j93堌x93検j93奯x93后j93嫄x93" +
      "此j93屭x93察j93巩x93次j93彯x93宗j93悻x93勝j93懬x93拭j93捸x93澄j93擄x93繊j93昞x93臓j93杦x93叩j93棐" +
      "x93帖j93樴x93邸j93歾x93董j93泚x93如j93湢x93函j93濚x93鼻j93煨x93福j93狾x93法j93珿x93漫j93甒x93諭j93" +
      "瘺x93痢j93睤x93蓮j50.43碻x93弌j93秠x93僉j93笱x93辧j93籡x93咫j93綞x93圈j93罱x93奸j93胰x93屐j93艋x93" +
      "廖j93荽x93悄j93蓜x93戞j93藿x93據j93蜨x93曄j93蠺x93棔j93襻x93檗j93誶x93沺j93貇x93漾j93踣x93燹j93轃" +
      "x93瓠j93郄x93癲j93釂x93磧j93銙x93筺j93鍺x93紂j93镾x93罅j93霃x93隋j93頫x93茵j93馹x93蕁j93鬄x93蝓j93" +
      "鯹x93襦j93鵼x93譟j93黸x66.27蹇j93.94j94.94j94.94j94.94j94.94j94ⅰc9.10＇＂.3炻仼僴凬匇匤\ufa0e咊坙" +
      "\ufa0fj2寬峵嵓\ufa11德悅愠敎.1晥\ufa12\uf929栁\ufa13\ufa14橫櫢淸淲瀨\ufa15\ufa16甁皂皞\ufa17礰j3" +
      "\ufa1b竧\ufa1c\ufa1d綠緖\ufa1e荢\ufa1fj4\ufa22譿賴赶\ufa23c2郞j2\ufa27\ufa28閒\uf9dc鵝j93\ufa29霻" +
      ".1靑\ufa2ac2馞髙魲\ufa2d黑.54靍.27堯j5.88\ue3acc93\ue000c93\ue40ac93\ue05ec93\ue468c93\ue0bcc93" +
      "\ue4c6c93\ue11ac93\ue524c93\ue178c93\ue582c93\ue1d6c93\ue5e0c93\ue234c93\ue63ec93\ue292c93\ue69c" +
      "c93\ue2f0c93\ue6fac93\ue34ec93",
  },
});
