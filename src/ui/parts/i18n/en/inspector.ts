/** English words: inspector. */
export const inspector = {} as const;
