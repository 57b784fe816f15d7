/** The code pages that are judged when the caller names none: what devices and Windows programs are known to write. */

/** Ordered by number. Every other page of the kit is read only when it is asked for by name. */
export const judgedPages: readonly number[] = [
  437, 850, 852, 866, 874, 932, 936, 949, 950, 1250, 1251, 1252, 1253, 1254, 1255, 1256, 1257, 1258, 20866,
  21866, 28591, 28592, 28605,
];
