/** English words: presets of published architectures. */
export const architectures = {
  'low-rank-twins': {
    label: 'Towers of low rank',
    summary: 'Two towers whose parameters are asked to use few common directions (trace norm).',
    look: 'the penalty falls while both losses do: directions that only one task used die out.',
  },
  'cross-stitch': {
    label: 'Cross-stitch',
    summary: 'Two towers that after every layer go on with a learned mixture of both.',
    look: 'the matrix on each unit: how much A takes of B, and B of A.',
  },
  sluice: {
    label: 'Sluice',
    summary: 'A cross-stitch between halves of the towers, and each task reads from both depths.',
    look: 'which halves mix, and how much each depth counts for each task (β).',
  },
  nddr: {
    label: 'NDDR',
    summary: 'All channels of both towers side by side, then for each task a mixture of them back.',
    look: 'the matrix starts near the identity and fills where a task finds use for the other’s channels.',
  },
  mmoe: {
    label: 'MMoE',
    summary: 'Four experts for both tasks, and a gate for each task that weighs them example by example.',
    look: 'the bars of the two gates: equal bars mean sharing, different ones mean that the tasks part.',
  },
  omoe: {
    label: 'OMoE',
    summary: 'Four experts and one gate for both tasks: the mixture is shared, too.',
    look: 'one set of bars: no task can choose for itself.',
  },
  cgc: {
    label: 'CGC',
    summary: 'Each task has an expert of its own beside two shared ones, and its gate sees only those.',
    look: 'how much each gate trusts its own expert (first bar) and how much the shared ones.',
  },
  ple: {
    label: 'PLE',
    summary: 'Own and shared experts in two levels; the shared part of the second is fed by a gate over all.',
    look: 'the middle gate: what the shared part takes from each task’s expert.',
  },
  'dselect-k': {
    label: 'DSelect-k',
    summary: 'Gates that settle on at most two of four experts.',
    look: 'bars that reach exactly zero: experts that a task has left.',
  },
  mtan: {
    label: 'MTAN',
    summary: 'One shared trunk; each task masks its features with attention of its own.',
    look: 'the masks’ bars: channels that one task keeps and the other hides.',
  },
  hierarchical: {
    label: 'Hierarchical supervision',
    summary: 'The easy task sits at a lower layer, and the hard one builds on what it has shaped.',
    look: 'the loss of B falls first; the lower layer is shared, the upper ones belong to A.',
  },
  'task-chain': {
    label: 'Task chain',
    summary: 'Task A is given task B’s answer beside the shared features.',
    look: 'the wire from head B: A’s loss trains B’s head, too, so it is striped.',
  },
  branched: {
    label: 'Branched',
    summary: 'Three tasks on a tree: all share the trunk, A and B one branch more.',
    look: 'the stripes: three letters on the trunk, two on the branch, one on each leaf.',
  },
  'learned-branching': {
    label: 'Learned branching',
    summary: 'Blocks in two levels; each block and each task draws its one parent, and learns which one serves it.',
    look: 'the bars on the choices: even at first, then one fills. Tasks that choose the same block share it.',
  },
  'task-attention': {
    label: 'Attention between tasks',
    summary: 'Each task’s tower asks all towers, example by example, what could help.',
    look: 'the matrix: rows ask, columns answer; every row adds up to 1.',
  },
  'task-graph': {
    label: 'Graph over tasks',
    summary: 'Three towers send messages along links whose strengths are learned.',
    look: 'the matrix leaves one half: tasks that help are listened to more.',
  },
  esmm: {
    label: 'ESMM',
    summary:
      '‘Bought’ is ‘clicked’ times ‘bought once clicked’: two factors, trained through their product on all rows.',
    look: 'the wire from the click head into the product: purchases train clicks, too.',
  },
  'shared-embedding': {
    label: 'One shared table of words',
    summary: 'The tasks share one embedding and nothing else; all layers after it are their own.',
    look: 'the only striped layer is the embedding, and every task’s gradient bar stands on it.',
  },
  'transformer-trunk': {
    label: 'Transformer trunk',
    summary:
      'One block of attention and dense layers, with skips and normalisation, serves three questions about a story.',
    look: 'the attention matrix: rows ask, columns are looked at; the question’s last word finds its person.',
  },
} as const;
