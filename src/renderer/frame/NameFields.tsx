import { preferenceLimits } from '@contract';
import { nameVariables } from '@core';
import { useRef } from 'react';
import { useStore } from 'zustand';
import { changeExport, chooseFolder, resetFolder } from '../actions/exportChoices';
import { example } from '../state/example';
import { sheetText } from '../text/sheets';
import { Button } from '../ui/Button';
import { Field } from '../ui/Field';
import { TextField } from '../ui/TextField';
import css from './NameFields.module.css';

const words = sheetText.export;
// What is left out works all the same.
const seldom: readonly string[] = ['ext', 'folder', 'format', 'page', 'time'];
/** It counts the photos of a batch, so it says nothing of a single one. */
const ofMany = 'sequence';

function offered(isMany: boolean) {
  return Object.entries(nameVariables)
    .filter(([variable]) => !seldom.includes(variable) && (isMany || variable !== ofMany))
    .map(([variable, meaning]) => ({ code: `{${variable}}`, meaning }));
}

export type NameFieldsProps = {
  template: string;
  /** The names are for several photos. */
  isMany?: boolean;
};

/** Name and folder of the result, with the resulting path. */
export function NameFields({ template, isMany = false }: NameFieldsProps) {
  const { name, folder, error } = useStore(example);
  const input = useRef<HTMLInputElement>(null);
  const insert = (code: string): void => {
    const nameTemplate = `${template}${template === '' ? '' : '-'}${code}`;
    if (nameTemplate.length <= preferenceLimits.nameTemplate) changeExport({ nameTemplate });
    input.current?.focus();
  };
  return (
    <>
      <Field label={words.name}>
        <div className={css['stack']}>
          <TextField
            ref={input}
            label={words.name}
            isLive
            most={preferenceLimits.nameTemplate}
            value={template}
            onCommit={(next) => {
              if (next !== '') changeExport({ nameTemplate: next });
            }}
          />
          <div className={css['line']} role="group" aria-label={words.variables}>
            {offered(isMany).map(({ code, meaning }) => (
              <button
                key={code}
                type="button"
                className={css['chip']}
                title={meaning}
                onClick={() => {
                  insert(code);
                }}
              >
                {code}
              </button>
            ))}
          </div>
          <p className={css['example']} aria-live="polite" data-bad={error !== null}>
            {error === null ? `${words.example} ${name}` : `${error.message} ${error.action}`}
          </p>
        </div>
      </Field>
      <Field label={words.folder}>
        <div className={css['line']}>
          <span className={css['folder']} title={folder}>
            {folder}
          </span>
          <Button onClick={() => void chooseFolder()}>{words.choose}</Button>
          <Button kind="quiet" onClick={() => void resetFolder()}>
            {words.beside}
          </Button>
        </div>
      </Field>
    </>
  );
}
