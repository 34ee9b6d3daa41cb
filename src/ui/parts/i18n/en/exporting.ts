/** English words: the window in which an experiment becomes code and files. */
export const exporting = {
  open: 'Export',
  openHelp:
    'This experiment as PyTorch or Keras code that trains it elsewhere, and its parameters, curves and data as files.',
  title: 'Take it with you',
  text: 'A program in one file that trains every model of this experiment outside this page, with the same wiring, ties, losses, balancing and optimiser groups. Beside it lies a file of rows, initial parameters and the order of batches.',
  language: 'Language of the program',
  languages: { pytorch: 'PyTorch', keras: 'Keras' },
  about: {
    pytorch:
      'Tested on ready-made experiments: started from the same parameters, its first 50 losses per task agree with this page to one part in a thousand. Runs in several processes under torchrun.',
    keras:
      'Uses a TensorFlow training loop, in one process. Its first 50 losses per task agreed with this page when our tests ran it under TensorFlow; our automatic tests, which have none, run it on a stand-in.',
  },
  code: 'The program',
  copy: 'Copy',
  files: 'Files',
  embedded: 'Inside another page no file can be saved. Open the whole page to save files.',
  kinds: {
    pytorch: { label: 'Save program', help: 'A zip of the program and its data: unpack it and run it with python3.' },
    keras: { label: 'Save program', help: 'A zip of the program and its data: unpack it and run it with python3.' },
    notebook: {
      label: 'Save notebook',
      help: 'The same program cut into the cells of a Jupyter notebook, with its data.',
    },
    safetensors: {
      label: 'Trained parameters',
      help: 'The parameters as they are now, as safetensors: names and axes fit the exported PyTorch modules, so that load_state_dict takes them.',
    },
    tfjs: {
      label: 'TensorFlow.js model',
      help: 'A zip with model.json and weights.bin for each model, trained as they are now: tf.loadLayersModel opens them on a page of yours.',
    },
    data: {
      label: 'Data',
      help: 'Every row of training, validation and test data as CSV, with what was done to the labels.',
    },
    curves: { label: 'Curves', help: 'Every series of the run as CSV, one line a logged step.' },
    experiment: { label: 'Experiment', help: 'The experiment itself as a file that this page opens again.' },
  },
} as const;
