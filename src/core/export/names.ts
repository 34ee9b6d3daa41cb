/** Python identifiers for nodes and models, and comments that cannot end early. What is named here came with a link or a file. */
const RESERVED = new Set(
  (
    'and as assert async await break class continue def del elif else except finally for from global if import in is lambda ' +
    'nonlocal not or pass raise return try while with yield match case self inputs batch torch nn F np tf layers math keras ' +
    'forward train eval half float double type to cpu cuda xpu ipu apply modules children parameters buffers state_dict ' +
    'load_state_dict named_parameters named_modules named_children named_buffers register_buffer register_parameter ' +
    'register_module add_module get_parameter get_submodule get_buffer requires_grad_ zero_grad share_memory extra_repr ' +
    'training optimizer balancing still NAME TASK_WEIGHTS LOSSES REACH TIES HEADS KERNELS PRUNABLE ' +
    'LAYOUT FURTHER NEEDS_GRADIENTS REPRESENTATION HEADS_WEIGHTED GRADIENTS_AT OPTIMIZER_PER_TASK bfloat16 dump_patches call_super_init compile print len range list dict set tuple sum any zip'
  ).split(' '),
);

/** A distinct Python identifier for each id, in order; close to the id itself. */
export function identifiers<Id extends string>(ids: readonly Id[]): ReadonlyMap<Id, string> {
  const taken = new Set<string>();
  const names = new Map<Id, string>();
  for (const id of ids) {
    const cleaned = id.replace(/[^A-Za-z0-9_]/g, '_').replace(/^[_0-9]+/, '');
    const base = cleaned === '' ? 'node' : RESERVED.has(cleaned) ? `${cleaned}_` : cleaned;
    let name = base;
    for (let n = 2; taken.has(name); n += 1) name = `${base}_${n}`;
    taken.add(name);
    names.set(id, name);
  }
  return names;
}

/** Text for a comment or a docstring: one line, without quotes, backslashes or control characters. */
export const comment = (text: string): string =>
  text
    .replace(/[\p{C}\p{Zl}\p{Zp}"\\]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();

/** `open`, the lines one step to the right, `close`; on one line where there are none. */
export const block = (open: string, lines: readonly string[], close: string): string[] =>
  lines.length === 0 ? [`${open}${close}`] : [open, ...indent(lines, 1), close];

/** Lines moved to the right by `by` steps of four spaces; empty lines stay empty. */
export const indent = (lines: readonly string[], by: number): string[] =>
  lines.flatMap((text) => text.split('\n')).map((line) => (line === '' ? '' : `${'    '.repeat(by)}${line}`));
