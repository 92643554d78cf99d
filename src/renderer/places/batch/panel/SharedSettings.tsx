import { ClipboardPaste, Copy, RotateCcw } from 'lucide-react';
import { memo, useMemo } from 'react';
import { useStore } from 'zustand';
import { runCommand } from '../../../actions/commands';
import { copied } from '../../../state/copied';
import { lookControls, readControl, type Adjustments, type LookControl } from '../../../state/look';
import { looks } from '../../../state/looks';
import { cardOf, models } from '../../../state/models';
import { batchText } from '../../../text/batch';
import { controlFormat } from '../../../text/controlFormat';
import { fill, text } from '../../../text/en';
import { Button } from '../../../ui/Button';
import { Field } from '../../../ui/Field';
import { Group } from '../../../ui/Group';
import { IconButton } from '../../../ui/IconButton';
import { Select } from '../../../ui/Select';
import { Slider } from '../../../ui/Slider';
import { resetAll, setControls, setModel, settleControls, spreadOf } from '../actions/adjust';
import css from './SharedSettings.module.css';

const words = batchText.panel;
const several = '';

/** The settings of several photos. Where they differ, that is told, and nothing changes until a control is moved. */
export const SharedSettings = memo(function SharedSettings({ targets }: { targets: readonly string[] }) {
  const byPhoto = useStore(looks, (state) => state.byPhoto);
  const list = useStore(models, (state) => state.list);
  const hasCopy = useStore(copied, ({ look }) => look !== null);
  const all = useMemo(() => targets.flatMap((photo) => byPhoto[photo]?.present ?? []), [targets, byPhoto]);
  const [first] = all;
  const model =
    first !== undefined && all.every((look) => look.model === first.model) ? first.model : several;
  const controls = useMemo(() => lookControls(cardOf(list, model), text.controls), [list, model]);
  const options = list
    .filter(({ card }) => card !== undefined)
    .map(({ id, card }) => ({ value: id, label: card?.name ?? id }));
  return (
    <Group
      title={words.settings}
      level={3}
      tools={
        <IconButton
          icon={RotateCcw}
          label={words.reset}
          onClick={() => {
            resetAll(targets);
          }}
        />
      }
    >
      <Field label={words.model}>
        <Select
          label={words.model}
          value={model}
          options={model === several ? [{ value: several, label: words.models }, ...options] : options}
          onChange={(next) => {
            if (next !== several) setModel(targets, next);
          }}
        />
      </Field>
      {controls.map((control) => (
        <SharedSlider key={control.id} control={control} looks={all} targets={targets} />
      ))}
      <div className={css['row']}>
        <Button
          onClick={() => {
            runCommand('copySettings');
          }}
        >
          <Copy size={14} aria-hidden="true" />
          {words.copy}
        </Button>
        <Button
          disabled={!hasCopy}
          onClick={() => {
            runCommand('pasteSettings');
          }}
        >
          <ClipboardPaste size={14} aria-hidden="true" />
          {words.paste}
        </Button>
      </div>
    </Group>
  );
});

type SharedSliderProps = { control: LookControl; looks: readonly Adjustments[]; targets: readonly string[] };

function SharedSlider({ control, looks: all, targets }: SharedSliderProps) {
  const { format, range, typedScale } = controlFormat(control);
  const { from, to } = spreadOf(all, control);
  const [first] = all;
  if (first === undefined) return null;
  const told = fill(words.differs, { from: format(from), to: format(to) });
  return (
    <Slider
      name={control.id}
      label={control.label}
      hint={control.hint}
      range={range}
      value={readControl(first, control)}
      mixed={to - from > 0.0005 ? { from, to, told } : undefined}
      format={format}
      typedScale={typedScale}
      entryLabel={fill(text.panel.type, { label: control.label })}
      onChange={(value, change) => {
        setControls(targets, { control, value }, change);
      }}
      onSettle={() => {
        settleControls(targets);
      }}
    />
  );
}
