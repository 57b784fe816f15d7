/** What GB18030 has in the pairs of page 936 that are private-use characters there. */

/** Runs of pairs upwards from a first one (7F is no trail byte), with their characters. */
export const gb18030Changes: readonly (readonly [first: number, characters: string])[] = [
  [0xa2e3, "€"],
  [0xa8bf, "ǹ"],
  [0xa989, "〾⿰⿱⿲⿳⿴⿵⿶⿷⿸⿹⿺⿻"],
  [0xfe50, "⺁"],
  [0xfe54, "⺄㑳㑇⺈⺋"],
  [0xfe5a, "㖞㘚㘎⺌⺗㥮㤘"],
  [0xfe62, "㧏㧟㩳㧐"],
  [0xfe68, "㭎㱮㳠⺧"],
  [0xfe6e, "⺪䁖䅟⺮䌷⺳⺶⺷"],
  [0xfe77, "䎱䎬⺻䏝䓖䙡䙌"],
  [0xfe80, "䜣䜩䝼䞍⻊䥇䥺䥽䦂䦃䦅䦆䦟䦛䦷䦶"],
  [0xfe92, "䲣䲟䲠䲡䱷䲢䴓䴔䴕䴖䴗䴘䴙䶮"],
];
