import { activationNames, type ActivationName } from '@core';

export const activationLabels: Readonly<Record<ActivationName, string>> = {
  linear: 'No activation',
  relu: 'ReLU',
  leakyRelu: 'Leaky ReLU',
  sigmoid: 'Sigmoid',
  tanh: 'Tanh',
  gelu: 'GELU',
};

/** For a choice among the activations. */
export const activationOptions = activationNames.map((value) => ({ value, label: activationLabels[value] }));
