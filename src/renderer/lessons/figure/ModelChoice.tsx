import { Select } from '../../ui/Select';
import { useBeside } from '../page/standing';
import { useModelOptions, type LessonModel } from './lessonModel';
import css from './ModelChoice.module.css';

export type ModelChoiceProps = { model: LessonModel | null; onChange: (id: string) => void };

/** The model of a figure, among those that are there. Beside a photo there is no choice: it is the photo's. */
export function ModelChoice({ model, onChange }: ModelChoiceProps) {
  const options = useModelOptions();
  if (useBeside() !== null) return null;
  return (
    <div className={css['row']}>
      <span>Model</span>
      <Select label="Model" value={model?.card.id ?? ''} options={options} onChange={onChange} />
    </div>
  );
}

export type NetworkChoiceProps = { value: string; onChange: (id: string) => void };

/** The network that a figure opens up. Beside a photo there is no choice: it is the photo's. */
export function NetworkChoice({ value, onChange }: NetworkChoiceProps) {
  const options = useModelOptions();
  if (useBeside() !== null) return null;
  return <Select label="Network" value={value} options={options} onChange={onChange} />;
}
