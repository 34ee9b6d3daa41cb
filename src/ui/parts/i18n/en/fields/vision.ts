/** English words: scenarios and presets of pictures. */
export const vision = {
  scenario: {
    'digits-and-clothes': {
      label: 'A digit and a garment',
      summary: 'A handwritten digit and a piece of clothing laid over each other: read the digit, name the garment.',
      lesson: 'Strokes and fabrics want different features: a small shared trunk has to be divided between two worlds.',
      tasks: { digit: 'Digit', garment: 'Garment' },
      classes: {
        digit: { 0: '0', 1: '1', 2: '2', 3: '3', 4: '4', 5: '5', 6: '6', 7: '7', 8: '8', 9: '9' },
        garment: {
          0: 'T-shirt',
          1: 'trousers',
          2: 'pullover',
          3: 'dress',
          4: 'coat',
          5: 'sandal',
          6: 'shirt',
          7: 'sneaker',
          8: 'bag',
          9: 'ankle boot',
        },
      },
      fields: {},
    },
    'digit-scene': {
      label: 'Digit scene',
      summary: 'A handwritten digit somewhere among clutter: which digit, in which box, on which pixels.',
      drag: {
        to: 'One drag: raise the weight of the box in the shared trunk from 20 to 100 (Settings, Balancing). Over 2 seeds its overlap rose from 0.65 to 0.71, as good as alone; the digit paid 2 points.',
        back: 'One drag: lower the weight of the box in the shared trunk to 20. Over 2 seeds its overlap fell from 0.71 to 0.65: digit and mask take the trunk.',
      },
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
      drag: {
        to: 'One drag: raise the weight of the smile in the shared trunk from 1 to 4 (Settings, Balancing). Over 2 seeds it rose from 66 to 84 %, and the long hair paid 7 points.',
        back: 'One drag: lower the weight of the smile in the shared trunk to 1. Over 2 seeds it fell from 84 to 66 %: the larger features crowd it out.',
      },
      lesson:
        'The smile is six pixels large. With equal weights a shared trunk tells 66 to 80 % of the smiles, with the smile counted four times 84 to 91 %, alone 91 % (2 seeds).',
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
    'digits-and-clothes': {
      label: 'A digit and a garment',
      summary: 'The network of the two digits on two worlds in one picture: one network each beside a shared trunk.',
      look: 'which task gives way in the shared trunk, and by how much.',
      measured:
        'the digit 68.4 % alone and 62.1 % shared, the garment 72.4 % and 70.1 %, both lower in 3 of 3; three seeds do not show it beyond chance.',
    },
    'digit-scene': {
      label: 'Which digit, where, which pixels',
      summary: 'Classification, detection and segmentation: one network each beside one trunk with three towers.',
      look: 'the predictions: box and mask drawn on the picture; and what sharing costs or gives each of the three. Takes minutes without a graphics card.',
      measured:
        'digit 74.8 % alone and 73.7 % shared, overlap of the boxes 0.718 and 0.653, of the masks 0.713 and 0.687.',
    },
    faces: {
      label: 'Smile, glasses, hat, hair',
      summary: 'Four attributes of a face: one network each beside a shared trunk, equal weights.',
      look: 'the smile, two by three pixels: whether the shared trunk learns it as the network of its own does. Takes minutes without a graphics card.',
      measured:
        'smile 90.6 % alone and 66.3 % shared, long hair 91.6 and 86.0 %, glasses 98.9 and 97.3 %, hat 98.1 and 96.3 %.',
    },
    'faces-weighted': {
      label: 'A smile that is heard',
      summary: 'The same shared trunk with equal weights, and with the smile counted four times.',
      look: 'the accuracy of the smile, and what the other tasks pay for it.',
      measured:
        'smile 80.0 % with equal weights and 90.9 % counted four times, glasses 98.9 and 98.1 %, hat 97.4 and 96.5 %, long hair 88.8 and 86.5 %.',
    },
  },
} as const;
