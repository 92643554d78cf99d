import { Select } from '../../ui/Select';
import { useModelOptions, type LessonModel } from './lessonModel';
import css from './ModelChoice.module.css';

export type ModelChoiceProps = { model: LessonModel | null; onChange: (id: string) => void };

/** The model of a figure, among those that are there. */
export function ModelChoice({ model, onChange }: ModelChoiceProps) {
  const options = useModelOptions();
  return (
    <div className={css['row']}>
      <span>Model</span>
      <Select label="Model" value={model?.card.id ?? ''} options={options} onChange={onChange} />
    </div>
  );
}
