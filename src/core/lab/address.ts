/** Whether an address is one of the lab's; apart from setup.ts, because the first load needs no more of the lab. */
export const isLabLink = (hash: string): boolean => /^#?lab(=|&|$)/.test(hash);
