/** 1750000 -> 1 750 000, by thin spaces. */
export const grouped = (value: number): string => String(value).replace(/\B(?=(\d{3})+$)/g, '\u2009');
