/** English words: canvas. */
export const canvas = {} as const;
