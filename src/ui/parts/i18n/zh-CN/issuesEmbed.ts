/** Simplified Chinese sentences for issues with the prefix embed.*: messages of the page around an embedded playground. */
export const issuesEmbed = {
  issue: {
    embed: {
      message: '这条消息不是给本页的：应为含 braid: 1 的对象，实际是 {{found}}。',
      id: '消息需要一个 id（数字或短文本），它会随回答返回；实际是 {{found}}。',
      call: '没有名为 {{found}} 的调用。已知：{{expected}}。',
      steps: 'step 需要 1 到 {{limit}} 的整数，实际是 {{found}}。',
      failed: '调用失败：{{reason}}。',
    },
  },
} as const;
