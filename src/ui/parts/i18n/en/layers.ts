/** English words: layers. */
export const layers = {} as const;
