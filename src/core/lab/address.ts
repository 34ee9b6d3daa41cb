/** Whether an address is one of the lab's; apart from setup.ts, because the first load needs no more of the lab. */
export const isLabLink = (hash: string): boolean => /^#?lab(=|&|$)/.test(hash);

/**
 * The lab's example of weights that reach only the ends of a concave front (E6 of the teaching experiments), as its
 * address: the gallery of presets leads there without the lab's code. A test holds it to the example.
 */
export const CONCAVE_LINK =
  '#lab=concave&m=weighted-sum;share=0.3|weighted-sum;share=0.5|weighted-sum;share=0.7|mgda|stch;mu=0.1';
