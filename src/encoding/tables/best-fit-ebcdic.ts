/** Look-alikes of the EBCDIC pages: what .NET writes for a character that the page does not have. */

/** In the notation of `bestFitRows`, and a function, so that nothing of it is made before it is used; measured on .NET 10 and checked by digest in `test/encoding/net-pages.test.ts`. */
export const ebcdicBestFitRows = (): readonly (readonly [pages: string, pairs: string])[] => [
  [
    "37 500 870 875 1026 1047 1140 1141 1142 1143 1144 1145 1146 1147 1148 1149 20273 20277 20278 20280 " +
      "20284 20285 20290 20297 20420 20423 20424 20833 20838 20871 20880 20905 20924 21025",
    "ϕφ\u0621\ufe80\u0622\ufe81\u0623\ufe83\u0624\ufe85\u0626\ufe8b\u0627\ufe8d\u0628\ufe8f\u0629\ufe93" +
      "\u062a\ufe95\u062b\ufe99\u062c\ufe9d\u062d\ufea1\u062e\ufea5\u062f\ufea9\u0630\ufeab\u0631\ufead" +
      "\u0632\ufeaf\u0633\uf8f6\u0634\uf8f5\u0635\uf8f4\u0636\uf8f7\u0637\ufec3\u0638\ufec7\u0639\ufec9" +
      "\u063a\ufecd\u0641\ufed1\u0642\ufed5\u0643\ufed9\u0644\ufedd\u0645\ufee1\u0646\ufee5\u0647\ufee9" +
      "\u0648\ufeed\u0649\ufeef\u064a\ufef1\u0651\ufe7c‾¯\ufe86\ufe85\ufe8c\ufe8b\ufe90\ufe8f\ufe92\ufe91" +
      "\ufe94\ufe93\ufe96\ufe95\ufe98\ufe97\ufe9a\ufe99\ufe9c\ufe9b\ufe9e\ufe9d\ufea0\ufe9f\ufea2\ufea1" +
      "\ufea4\ufea3\ufea6\ufea5\ufea8\ufea7\ufeaa\ufea9\ufeac\ufeab\ufeae\ufead\ufeb0\ufeaf\ufeb4\ufeb3" +
      "\ufeb8\ufeb7\ufebc\ufebb\ufec0\ufebf\ufec1\ufec3\ufec2\ufec3\ufec4\ufec3\ufec5\ufec7\ufec6\ufec7" +
      "\ufec8\ufec7\ufed2\ufed1\ufed4\ufed3\ufed6\ufed5\ufed8\ufed7\ufeda\ufed9\ufedc\ufedb\ufede\ufedd" +
      "\ufee0\ufedf\ufee2\ufee1\ufee4\ufee3\ufee6\ufee5\ufee8\ufee7\ufeea\ufee9\ufeee\ufeed\ufef4\ufef3！!" +
      "＂\"＃#＄$％%＆&＇'（(）)＊*＋+，,－-．.／/０0１1２2３3４4５5６6７7８8９9：:；;＜<＝=＞>＠@ＡAＢBＣC" +
      "ＤDＥEＦFＧGＨHＩIＪJＫKＬLＭMＮNＯOＰPＱQＲRＳSＴTＵUＶVＷWＸXＹYＺZ［[＼\\＾^＿_｀`ａaｂbｃcｄdｅe" +
      "ｆfｇgｈhｉiｊjｋkｌlｍmｎnｏoｐpｑqｒrｓsｔtｕuｖvｗwｘxｙyｚz｛{｜|｝}～~",
  ],
  ["20420", "\u066a%\u066b,\u066c.\u066d*"],
  ["1047", "］¨"],
  ["20924", "］š"],
  [
    "37 500 870 875 1026 1047 1140 1141 1142 1143 1144 1145 1146 1147 1148 20273 20277 20278 20280 20284 " +
      "20285 20290 20297 20833 20924",
    "ŸY",
  ],
  [
    "37 500 870 875 1026 1140 1141 1142 1143 1144 1145 1146 1147 1148 1149 20273 20277 20278 20280 20284 " +
      "20285 20290 20297 20423 20424 20833 20838 20871 20880 20905 21025",
    "］]",
  ],
];
