/** English sentences for issues with the prefix embed.*: messages of the page around an embedded playground. */
export const issuesEmbed = {
  issue: {
    embed: {
      message: 'This message is not for the playground: expected an object with braid: 1, found {{found}}.',
      id: 'A message needs an id, a number or a short text, which returns in the answer; found {{found}}.',
      call: 'There is no call {{found}}. Known: {{expected}}.',
      steps: 'step takes a whole number from 1 to {{limit}}, found {{found}}.',
      failed: 'The call failed: {{reason}}.',
    },
  },
} as const;
