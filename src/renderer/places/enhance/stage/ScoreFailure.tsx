import { mayPass, type WireError } from '@contract';
import { measureAgain } from '../actions/pipeline';
import { text } from '../../../text/en';
import { Button } from '../../../ui/Button';
import { FailureNotice } from './FailureNotice';

/** Shown instead of scores: why there are none. */
export function ScoreFailure({ photo, error }: { photo: string; error: WireError }) {
  return (
    <FailureNotice title={text.failed.scores} error={error} place="over">
      {mayPass(error) && (
        <Button
          kind="main"
          onClick={() => {
            measureAgain(photo);
          }}
        >
          {text.failed.retry}
        </Button>
      )}
    </FailureNotice>
  );
}
