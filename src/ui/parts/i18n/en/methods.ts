/** English words: methods. */
export const methods = {} as const;
