/** The DOS and Arabic ASMO code pages beyond 437, 850, 852 and 866. */
import type { SingleByteTable } from "./single-byte-table.ts";

/** Measured on .NET 10; `test/encoding/net-pages.test.ts` checks every byte and every unit by digest. */
export const dosPages: Readonly<Record<number, SingleByteTable>> = {
  708: {
    rows: [
      "│┤éâ╡à╢çêëèïî╖╕╣",
      "║╗╝ô╜╛ûù┐└\x9a\x9b\x9c\x9d\x9e\x9f",
      "\uf8c1┴┬├¤─┼╞╟╚╔╩\u060c╦«»",
      "░▒▓╠═╬╧╨╤╥╙\u061b╘╒╓\u061f",
      "╫\u0621\u0622\u0623\u0624\u0625\u0626\u0627\u0628\u0629\u062a\u062b\u062c\u062d\u062e\u062f",
      "\u0630\u0631\u0632\u0633\u0634\u0635\u0636\u0637\u0638\u0639\u063a█▄▌▐▀",
      "\u0640\u0641\u0642\u0643\u0644\u0645\u0646\u0647\u0648\u0649\u064a\u064b\u064c\u064d\u064e\u064f",
      "\u0650\u0651\u0652\uf8c2\uf8c3\uf8c4\uf8c5\uf8c6\uf8c7╪┘┌µ£■\xa0",
    ],
  },
  720: {
    rows: [
      "\x80\x81éâ\x84à\x86çêëèïî\x8d\x8e\x8f",
      "\x90\u0651\u0652ô¤\u0640ûù\u0621\u0622\u0623\u0624£\u0625\u0626\u0627",
      "\u0628\u0629\u062a\u062b\u062c\u062d\u062e\u062f\u0630\u0631\u0632\u0633\u0634\u0635«»",
      "░▒▓│┤╡╢╖╕╣║╗╝╜╛┐",
      "└┴┬├─┼╞╟╚╔╩╦╠═╬╧",
      "╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀",
      "\u0636\u0637\u0638\u0639\u063a\u0641µ\u0642\u0643\u0644\u0645\u0646\u0647\u0648\u0649\u064a",
      "≡\u064b\u064c\u064d\u064e\u064f\u0650≈°∙·√ⁿ²■\xa0",
    ],
  },
  737: {
    rows: [
      "ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠ",
      "ΡΣΤΥΦΧΨΩαβγδεζηθ",
      "ικλμνξοπρσςτυφχψ",
      "░▒▓│┤╡╢╖╕╣║╗╝╜╛┐",
      "└┴┬├─┼╞╟╚╔╩╦╠═╬╧",
      "╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀",
      "ωάέήϊίόύϋώΆΈΉΊΌΎ",
      "Ώ±≥≤ΪΫ÷≈°∙·√ⁿ²■\xa0",
    ],
  },
  775: {
    rows: [
      "ĆüéāäģåćłēŖŗīŹÄÅ",
      "ÉæÆōöĢ¢ŚśÖÜø£Ø×¤",
      "ĀĪóŻżź”¦©®¬½¼Ł«»",
      "░▒▓│┤ĄČĘĖ╣║╗╝ĮŠ┐",
      "└┴┬├─┼ŲŪ╚╔╩╦╠═╬Ž",
      "ąčęėįšųūž┘┌█▄▌▐▀",
      "ÓßŌŃõÕµńĶķĻļņĒŅ’",
      "\xad±“¾¶§÷„°∙·¹³²■\xa0",
    ],
  },
  855: {
    rows: [
      "ђЂѓЃёЁєЄѕЅіІїЇјЈ",
      "љЉњЊћЋќЌўЎџЏюЮъЪ",
      "аАбБцЦдДеЕфФгГ«»",
      "░▒▓│┤хХиИ╣║╗╝йЙ┐",
      "└┴┬├─┼кК╚╔╩╦╠═╬¤",
      "лЛмМнНоОп┘┌█▄Пя▀",
      "ЯрРсСтТуУжЖвВьЬ№",
      "\xadыЫзЗшШэЭщЩчЧ§■\xa0",
    ],
  },
  857: { base: 850, changes: "8Dı98İ9EŞ9FşA6ĞA7ğD0ºD1ªD5\uf8bbE7\uf8bcE8×ECìEDÿF2\uf8bd" },
  858: { base: 850, changes: "D5€" },
  860: { base: 437, changes: "84ã86Á89Ê8BÍ8CÔ8EÃ8FÂ91À92È94õ96Ú98Ì99Õ9DÙ9FÓA9Ò" },
  861: { base: 437, changes: "8BÐ8Cð8DÞ95þ97Ý98ý9Bø9DØA4ÁA5ÍA6ÓA7Ú" },
  862: {
    base: 437,
    changes:
      "80\u05d081\u05d182\u05d283\u05d384\u05d485\u05d586\u05d687\u05d788\u05d889\u05d98A\u05da8B\u05db8C\u05dc8D\u05dd8E\u05de8F\u05df90\u05e091\u05e192\u05e293\u05e394\u05e495\u05e596\u05e697\u05e798\u05e899\u05e99A\u05ea",
  },
  863: { base: 437, changes: "84Â86¶8D‗8EÀ8F§91È92Ê94Ë95Ï98¤99Ô9DÙ9EÛA0¦A1´A4¨A5¸A6³A7¯A8ÎAD¾" },
  864: {
    rows: [
      "°·∙√▒─│┼┤┬├┴┐┌└┘",
      "β∞φ±½¼≈«»\ufef7\ufef8\x9b\x9c\ufefb\ufefc\x9f",
      "\xa0\xad\ufe82£¤\ufe84\uf8be\uf8bf\ufe8e\ufe8f\ufe95\ufe99\u060c\ufe9d\ufea1\ufea5",
      "\u0660\u0661\u0662\u0663\u0664\u0665\u0666\u0667\u0668\u0669\ufed1\u061b\ufeb1\ufeb5\ufeb9\u061f",
      "¢\ufe80\ufe81\ufe83\ufe85\ufeca\ufe8b\ufe8d\ufe91\ufe93\ufe97\ufe9b\ufe9f\ufea3\ufea7\ufea9",
      "\ufeab\ufead\ufeaf\ufeb3\ufeb7\ufebb\ufebf\ufec1\ufec5\ufecb\ufecf¦¬÷×\ufec9",
      "\u0640\ufed3\ufed7\ufedb\ufedf\ufee3\ufee7\ufeeb\ufeed\ufeef\ufef3\ufebd\ufecc\ufece\ufecd\ufee1",
      "\ufe7d\u0651\ufee5\ufee9\ufeec\ufef0\ufef2\ufed0\ufed5\ufef5\ufef6\ufedd\ufed9\ufef1■\uf8c0",
    ],
  },
  865: { base: 437, changes: "9Bø9DØAF¤" },
  869: {
    rows: [
      "\x80\x81\x82\x83\x84\x85Ά\x87·¬¦‘’Έ―Ή",
      "ΊΪΌ\x93\x94ΎΫ©Ώ²³ά£έήί",
      "ϊΐόύΑΒΓΔΕΖΗ½ΘΙ«»",
      "░▒▓│┤ΚΛΜΝ╣║╗╝ΞΟ┐",
      "└┴┬├─┼ΠΡ╚╔╩╦╠═╬Σ",
      "ΤΥΦΧΨΩαβγ┘┌█▄δε▀",
      "ζηθικλμνξοπρσςτ΄",
      "\xad±υφχ§ψ΅°¨ωϋΰώ■\xa0",
    ],
  },
};
