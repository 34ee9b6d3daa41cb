/** What is selected: a layer, a wire, a tie, several layers, or a hint where nothing is. */
import { useWords } from '../parts/i18n/index.ts';
import parts from '../parts/parts.module.css';
import { useView } from '../parts/services.tsx';
import { useModel } from '../parts/useModel.ts';
import { EdgePanel } from './EdgePanel.tsx';
import classes from './inspector.module.css';
import { NodePanel } from './NodePanel.tsx';
import { SeveralPanel } from './SeveralPanel.tsx';
import { TiePanel } from './TiePanel.tsx';

export function SelectionPanel() {
  const { t } = useWords();
  const selection = useView((state) => state.selection);
  const { model, analysis } = useModel();
  const nodes = model.wiring.nodes.filter((node) => selection.nodes.includes(node.id));
  const edge = model.wiring.edges.find(({ id }) => selection.edges.includes(id));
  const tie = model.ties.find(({ id }) => id === selection.tie);
  const [first] = nodes;
  if (nodes.length > 1) return <SeveralPanel model={model} analysis={analysis} nodes={nodes} />;
  if (first) return <NodePanel key={first.id} model={model} analysis={analysis} node={first} />;
  if (tie) return <TiePanel model={model} analysis={analysis} tie={tie} />;
  if (edge) return <EdgePanel model={model} analysis={analysis} edge={edge} />;
  return <p className={`${parts.note} ${classes.hint}`}>{t('inspector.nothing')}</p>;
}
