/** English words: controls. */
export const controls = {} as const;
