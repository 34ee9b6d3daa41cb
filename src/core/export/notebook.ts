/** A program as a Jupyter notebook (nbformat 4.5): one cell a section, and a last cell that trains. Same content, same file. */
interface Cell {
  readonly kind: 'markdown' | 'code';
  readonly text: string;
}
const SECTION = /^# -{20,} (.*)$/m;

/** Cuts a program at its section lines; what stands under `if __name__` runs from the last cell instead. */
function cells(program: string, file: string): Cell[] {
  const body = program.slice(0, program.indexOf('\nif __name__'));
  const [head = '', ...rest] = body.split(SECTION);
  const docstring = /"""([\s\S]*?)"""/.exec(head)?.[1] ?? '';
  const found: Cell[] = [
    {
      kind: 'markdown',
      text: `# ${docstring.trim().split('\n')[0] ?? ''}\n\nTrains beside \`${file}.npz\`, which must lie in the same folder.`,
    },
    { kind: 'code', text: head.slice(head.indexOf('"""', head.indexOf('"""') + 3) + 3).trim() },
  ];
  for (let i = 0; i < rest.length; i += 2) {
    found.push({ kind: 'markdown', text: `## ${rest[i]}` }, { kind: 'code', text: (rest[i + 1] ?? '').trim() });
  }
  const run = `import sys\n\n__file__ = os.path.abspath("${file}.py")  # where the data stand\nsys.argv = ["${file}"]  # for example ["${file}", "--steps", "200"]\nmain()`;
  return [...found, { kind: 'code', text: run }];
}

export function notebook(program: string, file: string): string {
  const document = {
    nbformat: 4,
    nbformat_minor: 5,
    metadata: {
      kernelspec: { name: 'python3', display_name: 'Python 3', language: 'python' },
      language_info: { name: 'python' },
    },
    cells: cells(program, file).map(({ kind, text }, i) => ({
      id: `cell-${i}`,
      cell_type: kind,
      metadata: {},
      source: text.split('\n').map((line, at, lines) => (at === lines.length - 1 ? line : `${line}\n`)),
      ...(kind === 'code' ? { execution_count: null, outputs: [] } : {}),
    })),
  };
  return `${JSON.stringify(document, undefined, 1)}\n`;
}
