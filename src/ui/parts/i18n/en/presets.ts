/** English words: presets. */
export const presets = {} as const;
