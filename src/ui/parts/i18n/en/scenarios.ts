/** English words: scenarios. */
export const scenarios = {} as const;
