/** Simplified Chinese words: scenarios and presets of pictures. */
export const vision = {
  scenario: {
    'digit-scene': {
      label: 'Digit scene',
      summary: 'A handwritten digit somewhere among clutter: which digit, in which box, on which pixels.',
      lesson:
        'Classification wants to forget where the digit is, box and mask live on it. A small shared trunk is pulled both ways.',
      tasks: { digit: 'Digit', box: 'Box', mask: 'Mask' },
      classes: { 0: '0', 1: '1', 2: '2', 3: '3', 4: '4', 5: '5', 6: '6', 7: '7', 8: '8', 9: '9' },
      fields: {
        clutter: {
          label: 'Clutter',
          help: 'Pieces of other digits laid over the picture. More make it harder to find the one.',
        },
      },
    },
    faces: {
      label: 'Pixel faces',
      summary:
        'Drawn faces of 16 by 16 pixels: does it smile, wear glasses, a hat, long hair? And who is it, if wished.',
      lesson:
        'The smile is six pixels large. In reference runs (one seed each) equal weights left it at .62 to .86 of the test faces; counted four times it reached .97.',
      tasks: { smile: 'Smile', glasses: 'Glasses', hat: 'Hat', longHair: 'Long hair', identity: 'Who it is' },
      classes: { no: 'no', yes: 'yes' },
      fields: {
        identity: {
          label: 'Fifth task: who it is',
          help: 'Shows the same 40 faces again and again, each time drawn anew, and asks who it is: face recognition.',
        },
      },
    },
  },
  preset: {
    'digit-scene': {
      label: 'Which digit, where, which pixels',
      summary: 'Classification, detection and segmentation: one network each beside one trunk with three towers.',
      look: 'the predictions: box and mask drawn on the picture; and what sharing costs or gives each of the three. Takes minutes without a graphics card.',
    },
    faces: {
      label: 'Smile, glasses, hat, hair',
      summary: 'Four attributes of a face: one network each beside a shared trunk, equal weights.',
      look: 'the smile, two by three pixels: whether the shared trunk learns it as the network of its own does. Takes minutes without a graphics card.',
    },
    'faces-weighted': {
      label: 'A smile that is heard',
      summary: 'The same shared trunk with equal weights, and with the smile counted four times.',
      look: 'the accuracy of the smile, and what the other tasks pay for it.',
    },
    'new-task': {
      label: 'A new task arrives',
      summary: 'Long hair with 50 labels on a trunk made for one task, on one made for three, and on one of its own.',
      look: 'the test accuracy of long hair on the two trunks, which its own loss may not change.',
    },
  },
} as const;
