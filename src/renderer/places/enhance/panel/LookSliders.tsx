import { RotateCcw, Redo2, Undo2 } from 'lucide-react';
import { useStore } from 'zustand';
import { runCommand } from '../../../actions/commands';
import { resetLook, setControl, settleControl } from '../actions/looks';
import { firstKey } from '../../../keys';
import { readControl, type LookControl } from '../../../state/look';
import { looks } from '../../../state/looks';
import { photos } from '../../../state/photos';
import { fill, text } from '../../../text/en';
import { controlFormat } from '../../../text/controlFormat';
import { Group } from '../../../ui/Group';
import { IconButton } from '../../../ui/IconButton';
import { Slider } from '../../../ui/Slider';
import { useLookControls, useShownLook } from '../useShown';

/** The sliders of the shown photo. */
export function LookSliders() {
  const controls = useLookControls();
  const look = useShownLook();
  const active = useStore(photos, (state) => state.active);
  if (look === null || active === null) return null;
  return (
    <Group title={text.panel.adjust} tools={<Tools />}>
      {controls.map((control) => (
        <ControlSlider key={control.id} photo={active} control={control} value={readControl(look, control)} />
      ))}
    </Group>
  );
}

/** The sliders that the shown photo's model answers to. */
export function ModelSliders() {
  const controls = useLookControls();
  const look = useShownLook();
  const active = useStore(photos, (state) => state.active);
  if (look === null || active === null) return null;
  return controls
    .filter(({ isInference }) => isInference)
    .map((control) => (
      <ControlSlider
        key={control.id}
        photo={active}
        control={control}
        value={readControl(look, control)}
        isNamed={false}
      />
    ));
}

function Tools() {
  const active = useStore(photos, (state) => state.active);
  const history = useStore(looks, ({ byPhoto }) => (active === null ? undefined : byPhoto[active]));
  const isUndone = (history?.past.length ?? 0) === 0;
  return (
    <>
      <IconButton
        icon={Undo2}
        label={text.panel.undo}
        hint={firstKey('undo')}
        disabled={isUndone}
        onClick={() => {
          runCommand('undo');
        }}
      />
      <IconButton
        icon={Redo2}
        label={text.panel.redo}
        hint={firstKey('redo')}
        disabled={(history?.future.length ?? 0) === 0}
        onClick={() => {
          runCommand('redo');
        }}
      />
      <IconButton icon={RotateCcw} label={text.panel.reset} onClick={resetLook} />
    </>
  );
}

type ControlSliderProps = {
  photo: string;
  control: LookControl;
  value: number;
  /** Whether the keys that go to a slider find this one. */
  isNamed?: boolean;
};

function ControlSlider({ photo, control, value, isNamed = true }: ControlSliderProps) {
  const { format, range, typedScale } = controlFormat(control);
  return (
    <Slider
      {...(isNamed && { name: control.id })}
      subject={photo}
      label={control.label}
      hint={control.hint}
      range={range}
      value={value}
      format={format}
      typedScale={typedScale}
      entryLabel={fill(text.panel.type, { label: control.label })}
      onChange={(next, change) => {
        setControl(control, next, change);
      }}
      onSettle={settleControl}
    />
  );
}
