/** Strings of the lessons' frame. Each page has its own words beside its figure. */
export const learnText = {
  contents: {
    label: 'Contents',
    open: 'Show the contents',
    seen: 'seen',
    progress: '{seen} of {count} pages',
  },
  page: {
    of: 'page {number} of {count}',
    depth: 'Depth',
    previous: 'Previous page: {title}',
    next: 'Next',
    done: 'Done',
    says: 'What it shows now',
    sources: 'Read on',
  },
  depths: { photographer: 'Photographer', student: 'Student', engineer: 'Engineer' },
  transport: { label: 'Figure', play: 'Play', pause: 'Pause', step: 'Step', reset: 'Reset' },
  breakIt: {
    title: 'Break it',
    on: 'on',
    off: 'off',
    which: 'What to change',
    note: 'Change one thing here and see what goes wrong.',
  },
  photo: {
    sample: 'Sample “{name}”, because no photo is open.',
    own: '{name}',
    loading: 'Reading the photo…',
    failed: 'The photo cannot be shown here. {message} {action}',
    retry: 'Try again',
  },
} as const;
