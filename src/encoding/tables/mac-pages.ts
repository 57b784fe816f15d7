/** The single-byte code pages of the Macintosh. */
import type { SingleByteTable } from "./single-byte-table.ts";

/** Measured on .NET 10; `test/encoding/net-pages.test.ts` checks every byte and every unit by digest. */
export const macPages: Readonly<Record<number, SingleByteTable>> = {
  10000: {
    rows: [
      "ÄÅÇÉÑÖÜáàâäãåçéè",
      "êëíìîïñóòôöõúùûü",
      "†°¢£§•¶ß®©™´¨≠ÆØ",
      "∞±≤≥¥µ∂∑∏π∫ªº\u2126æø",
      "¿¡¬√ƒ≈∆«»…\xa0ÀÃÕŒœ",
      "–—“”‘’÷◊ÿŸ⁄€‹›ﬁﬂ",
      "‡·‚„‰ÂÊÁËÈÍÎÏÌÓÔ",
      "\uf8ffÒÚÛÙıˆ˜¯˘˙˚¸˝˛ˇ",
    ],
  },
  10004: {
    rows: [
      "Ä\xa0ÇÉÑÖÜáàâä\u06ba«çéè",
      "êëí…îïñó»ôö÷úùûü",
      "\uf827\uf828\uf829\uf82a\uf82b\u066a\uf82c\uf82d\uf82e\uf82f\uf830\uf831\u060c\uf832\uf833\uf834",
      "\u0660\u0661\u0662\u0663\u0664\u0665\u0666\u0667\u0668\u0669\uf835\u061b\uf836\uf837\uf838\u061f",
      "\u066d\u0621\u0622\u0623\u0624\u0625\u0626\u0627\u0628\u0629\u062a\u062b\u062c\u062d\u062e\u062f",
      "\u0630\u0631\u0632\u0633\u0634\u0635\u0636\u0637\u0638\u0639\u063a\uf839\uf83a\uf83b\uf83c\uf83d",
      "\u0640\u0641\u0642\u0643\u0644\u0645\u0646\u0647\u0648\u0649\u064a\u064b\u064c\u064d\u064e\u064f",
      "\u0650\u0651\u0652\u067e\u0679\u0686\u06d5\u06a4\u06af\u0688\u0691\uf83e\uf83f\uf840\u0698\u06d2",
    ],
  },
  10005: {
    rows: [
      "ÄÅÇÉÑÖÜáàâäãåçéè",
      "êëíìîïñóòôöõúùûü",
      "\uf7fc\uf7fd\uf7fe\uf7ff¤\uf800₪\uf801\uf802\uf803\uf804\uf805\uf806\uf807\uf808\uf809",
      "\uf80a\uf80b\uf80c\uf80d\uf80e\uf80f\uf810\uf811\uf812\uf813\uf814\uf815\uf816\uf817\uf818\uf819",
      "\uf81a„\uf81b\uf81c\uf81d\u05bd\u05bc\uf81e\uf81f…\xa0\ufffd\u05b7\u05b5\u05b6\u05b4",
      "–—“”‘’\uf820\uf821\u05be\u05b0\u05b2\u05b1\u05bb\u05c1\u05b8\u05b3",
      "\u05d0\u05d1\u05d2\u05d3\u05d4\u05d5\u05d6\u05d7\u05d8\u05d9\u05da\u05db\u05dc\u05dd\u05de\u05df",
      "\u05e0\u05e1\u05e2\u05e3\u05e4\u05e5\u05e6\u05e7\u05e8\u05e9\u05ea\uf822\uf823\uf824\uf825\uf826",
    ],
    loose: "CB\u05b8",
  },
  10006: {
    rows: [
      "Ä¹²É³ÖÜ΅àâä΄¨çéè",
      "êë£™îï•½‰ôö¦\xadùûü",
      "†ΓΔΘΛΞΠß®©ΣΪ§≠°\u0387",
      "Α±≤≥¥ΒΕΖΗΙΚΜΦΫΨΩ",
      "άΝ¬ΟΡ≈Τ«»…\xa0ΥΧΆΈœ",
      "–―“”‘’÷ΉΊΌΎέήίόΏ",
      "ύαβψδεφγηιξκλμνο",
      "πώρστθωςχυζϊϋΐΰ\uf8a0",
    ],
  },
  10007: {
    rows: [
      "АБВГДЕЖЗИЙКЛМНОП",
      "РСТУФХЦЧШЩЪЫЬЭЮЯ",
      "†°¢£§•¶І®©™Ђђ≠Ѓѓ",
      "∞±≤≥іµ∂ЈЄєЇїЉљЊњ",
      "јЅ¬√ƒ≈∆«»…\xa0ЋћЌќѕ",
      "–—“”‘’÷„ЎўЏџ№Ёёя",
      "абвгдежзийклмноп",
      "рстуфхцчшщъыьэю¤",
    ],
  },
  10010: { base: 10000, changes: "AEĂAFŞBEăBFşDB¤DEŢDFţ" },
  10017: { base: 10007, changes: "A2ҐB6ґ" },
  10021: {
    base: 10000,
    rows: [
      "pqrstuvwxyz{|}~\ufffd",
      "«»…\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd“”\ufffd",
      "\ufffd•\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd‘’\ufffd",
      "\xa0กขฃคฅฆงจฉชซฌญฎฏ",
      "ฐฑฒณดตถทธนบปผฝพฟ",
      "ภมยรฤลฦวศษสหฬอฮฯ",
      "ะ\u0e31าำ\u0e34\u0e35\u0e36\u0e37\u0e38\u0e39\u0e3a\ufeff\u200b–—฿",
      "เแโใไๅๆ\u0e47\u0e48\u0e49\u0e4a\u0e4b\u0e4c\u0e4d™๏",
      "๐๑๒๓๔๕๖๗๘๙®©\ufffd\ufffd\ufffd\ufffd",
    ],
    loose:
      "83\u0e4884\u0e4985\u0e4a86\u0e4b87\u0e4c88\u0e4889\u0e498A\u0e4a8B\u0e4b8C\u0e4c8F\u0e4d92\u0e3193\u0e4794\u0e3495\u0e3596\u0e3697\u0e3798\u0e4899\u0e499A\u0e4a9B\u0e4b9C\u0e4c",
  },
  10029: {
    rows: [
      "ÄĀāÉĄÖÜáąČäčĆćéŹ",
      "źĎíďĒēĖóėôöõúĚěü",
      "†°Ę£§•¶ß®©™ę¨≠ģĮ",
      "įĪ≤≥īĶ∂∑łĻļĽľĹĺŅ",
      "ņŃ¬√ńŇ∆«»…\xa0ňŐÕőŌ",
      "–—“”‘’÷◊ōŔŕŘ‹›řŖ",
      "ŗŠ‚„šŚśÁŤťÍŽžŪÓÔ",
      "ūŮÚůŰűŲųÝýķŻŁżĢˇ",
    ],
  },
  10079: { base: 10000, changes: "A0ÝDB¤DCÐDDðDEÞDFþE0ý" },
  10081: { base: 10000, changes: "DAĞDBğDCİDDıDEŞDFşF5\uf8a0" },
  10082: { base: 10000, changes: "A9ŠAEŽB4∆B9šBEžC6ĆC8ČD0ĐD8\uf8ffD9©DB¤DEÆDF»E0–E6ćE8čF0đF9πFAËFDÊFEæ" },
};
