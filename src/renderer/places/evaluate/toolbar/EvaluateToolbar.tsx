import { PairCrop } from '@contract';
import { FolderPlus, X } from 'lucide-react';
import { useStore } from 'zustand';
import { openSheet } from '../../../state/frame';
import { counted, fill } from '../../../text/en';
import { evaluateText } from '../../../text/evaluate';
import { Announcer } from '../../../frame/Announcer';
import { Button } from '../../../ui/Button';
import { Chip, Chips } from '../../../ui/Chip';
import { IconButton } from '../../../ui/IconButton';
import { ProgressLine } from '../../../ui/ProgressLine';
import { Segmented } from '../../../ui/Segmented';
import { Select } from '../../../ui/Select';
import { Toolbar, ToolbarRow } from '../../../ui/Toolbar';
import { chooseCandidate, setCrop, setExposure } from '../actions/choose';
import { openFolders, removeSet, setRole } from '../actions/open';
import { cancelRun, failedRows, pendingRows, runOrCancel } from '../actions/run';
import { useDerived } from '../state/derived';
import { evaluate, setEvaluate } from '../state/evaluate';
import type { PictureSet } from '../state/pairs';
import css from './EvaluateToolbar.module.css';
import { useCalm } from './useCalm';

const words = evaluateText;
const roles = (['low', 'truth', 'result'] as const).map((value) => ({ value, label: words.roles[value] }));
const pairings = (['name', 'order'] as const).map((value) => ({ value, label: words.pairings[value] }));
const crops = PairCrop.options.map((value) => ({ value, label: words.crops[value] }));
const exposures = (['asIs', 'matched'] as const).map((value) => ({ value, label: words.exposures[value] }));

/** What is compared, by what, and the button that measures. */
export function EvaluateToolbar() {
  const { sets, pairing, exposure, crop } = useStore(evaluate);
  return (
    <Toolbar label={words.toolbar}>
      <ToolbarRow>
        <Button onClick={openFolders} aria-label={words.addLabel}>
          <FolderPlus size={16} aria-hidden="true" />
          {words.add}
        </Button>
        {sets.map((set) => (
          <SetChip key={set.id} set={set} />
        ))}
        <Select
          label={words.pairing}
          value={pairing}
          options={pairings}
          onChange={(next) => {
            setEvaluate({ pairing: next });
          }}
        />
        <Select label={words.crop} value={crop} options={crops} onChange={setCrop} />
        <Lonely />
      </ToolbarRow>
      <ToolbarRow>
        <Candidates />
        <Segmented label={words.exposure} options={exposures} value={exposure} onChange={setExposure} />
        <span className={css['note']} data-long={exposure === 'matched'}>
          {words.exposureNote[exposure]}
        </span>
        <Run />
      </ToolbarRow>
    </Toolbar>
  );
}

function SetChip({ set: { id, name, role, pictures } }: { set: PictureSet }) {
  return (
    <div className={css['set']}>
      <span className={css['name']} title={name}>
        {name}
      </span>
      <span className={css['count']}>{pictures.length}</span>
      <Select
        label={fill(words.role, { name })}
        value={role}
        options={roles}
        onChange={(next) => {
          setRole(id, next);
        }}
      />
      <IconButton
        icon={X}
        label={fill(words.remove, { name })}
        onClick={() => {
          removeSet(id);
        }}
      />
    </div>
  );
}

/** What has no partner, by name when the pointer rests on it. It opens the pairs. */
function Lonely() {
  const { lonely } = useDerived();
  const names = lonely.slice(0, 20).map(({ name }) => name);
  return (
    <Button
      kind="quiet"
      className={lonely.length === 0 ? undefined : css['lonely']}
      title={names.join('\n')}
      onClick={() => {
        openSheet('pairs');
      }}
    >
      {lonely.length === 0 ? words.mending.open : counted(words.lonely, lonely.length)}
    </Button>
  );
}

function Candidates() {
  const { offered, candidates } = useDerived();
  if (offered.length === 0) return null;
  return (
    <Chips label={words.models}>
      {offered.map(({ id, label, by }) => (
        <Chip
          key={id}
          isPressed={candidates.some((one) => one.id === id)}
          title={'baseline' in by ? words.baselines[by.baseline].note : undefined}
          onClick={() => {
            chooseCandidate(id);
          }}
        >
          {label}
        </Chip>
      ))}
    </Chips>
  );
}

function Run() {
  const run = useStore(evaluate, (state) => state.run);
  useDerived();
  const [pending, failed] = [pendingRows().length, failedRows().length];
  if (run !== null) return <Progress {...run} />;
  const label =
    pending > 0 ? counted(words.run, pending) : failed > 0 ? counted(words.again, failed) : words.done;
  return (
    <Button kind="main" className={css['run']} disabled={pending + failed === 0} onClick={runOrCancel}>
      {label}
    </Button>
  );
}

function Progress({ done, total }: { done: number; total: number }) {
  const said = useCalm(fill(words.announce, { done, total }));
  return (
    <div className={css['progress']}>
      <span>{fill(words.running, { done, total })}</span>
      <span className={css['line']}>
        <ProgressLine label={words.progress} value={total === 0 ? null : done / total} />
      </span>
      <Button onClick={cancelRun}>{words.cancel}</Button>
      <Announcer line={said} />
    </div>
  );
}
