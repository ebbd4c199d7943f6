/**
 * A model with random weights and a vocabulary of single letters, in the very formats of Mozilla's packs: it proves
 * that the engine loads, runs and is fed rightly. What it says is noise and must never be shown as a translation.
 */

const dimension = 64;
const pieces = [
  "</s>",
  "<unk>",
  "▁",
  ..."abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.,!?'[]01",
];

export function randomVocabulary(): Buffer {
  const encoded = pieces.map((piece, at) => {
    const kind = at === 0 ? 3 : at === 1 ? 2 : 1;
    const body = Buffer.concat([textField(1, piece), floatField(2, -at), numberField(3, kind)]);
    return bytesField(1, body);
  });
  const trainer = Buffer.concat([
    numberField(3, 1),
    numberField(4, pieces.length),
    numberField(40, 1),
    numberField(42, 0),
  ]);
  const normalizer = Buffer.concat([
    textField(1, "identity"),
    numberField(3, 1),
    numberField(4, 1),
    numberField(5, 1),
  ]);
  return Buffer.concat([...encoded, bytesField(2, trainer), bytesField(3, normalizer)]);
}

const config = `bert-train-type-embeddings: true
bert-type-vocab-size: 2
dec-cell: ssru
dec-cell-base-depth: 2
dec-cell-high-depth: 1
dec-depth: 1
dim-emb: ${dimension}
dim-rnn: ${dimension}
dim-vocabs:
  - ${pieces.length}
  - ${pieces.length}
enc-cell: gru
enc-cell-depth: 1
enc-depth: 1
enc-type: bidirectional
factors-combine: sum
factors-dim-emb: 0
input-types:
  []
layer-normalization: false
lemma-dim-emb: 0
lemma-dependency: ""
output-omit-bias: false
right-left: false
skip: false
tied-embeddings: false
tied-embeddings-all: true
tied-embeddings-src: false
transformer-aan-activation: swish
transformer-aan-depth: 2
transformer-aan-nogate: false
transformer-decoder-autoreg: rnn
transformer-decoder-dim-ffn: 0
transformer-decoder-ffn-depth: 0
transformer-depth-scaling: false
transformer-dim-aan: 2048
transformer-dim-ffn: ${dimension}
transformer-ffn-activation: relu
transformer-ffn-depth: 2
transformer-guided-alignment-layer: last
transformer-heads: 2
transformer-no-projection: false
transformer-pool: false
transformer-postprocess: dan
transformer-postprocess-emb: d
transformer-postprocess-top: ""
transformer-preprocess: ""
transformer-rnn-projection: false
transformer-tied-layers:
  []
transformer-train-position-embeddings: false
type: transformer
ulr: false
ulr-dim-emb: 0
ulr-trainable-transformation: false
unlikelihood-loss: false
version: v1.9.56 random
`;

interface Item {
  name: string;
  type: number;
  shape: number[];
  data: Buffer;
}

const types = { int8: 0x101, float32: 0x404 };

/** The binary format of Marian, version 1: headers, names, shapes, then data in blocks of 256 bytes. */
export function randomModel(seed = 1): Buffer {
  const random = randomNumbers(seed);
  const matrix = (name: string, rows: number, columns: number): Item => ({
    name,
    type: types.float32,
    shape: [rows, columns],
    data: floats(rows * columns, () => (random() - 0.5) * 0.5),
  });
  const vector = (name: string, length: number, value = 0): Item => ({
    name,
    type: types.float32,
    shape: [1, length],
    data: floats(length, () => value),
  });
  const square = (name: string) => matrix(name, dimension, dimension);
  const norm = (name: string) => [
    vector(`${name}_ln_scale`, dimension, 1),
    vector(`${name}_ln_bias`, dimension),
  ];
  const attention = (name: string) => [
    ...["q", "k", "v", "o"].flatMap((part) => [
      square(`${name}_W${part}`),
      vector(`${name}_b${part}`, dimension),
    ]),
    ...norm(`${name}_Wo`),
  ];
  const feedForward = (name: string) => [
    ...["1", "2"].flatMap((part) => [
      square(`${name}_W${part}`),
      vector(`${name}_b${part}`, dimension),
    ]),
    ...norm(`${name}_ffn`),
  ];
  const yaml = Buffer.from(`${config}\0`, "utf8");
  return write([
    { name: "special:model.yml", type: types.int8, shape: [yaml.length], data: yaml },
    matrix("Wemb", pieces.length, dimension),
    vector("decoder_ff_logit_out_b", pieces.length),
    ...attention("encoder_l1_self"),
    ...feedForward("encoder_l1_ffn"),
    square("decoder_l1_rnn_W"),
    square("decoder_l1_rnn_Wf"),
    vector("decoder_l1_rnn_bf", dimension),
    ...norm("decoder_l1_rnn_ffn"),
    ...attention("decoder_l1_context"),
    ...feedForward("decoder_l1_ffn"),
  ]);
}

const block = 256;

function write(items: readonly Item[]): Buffer {
  const data = items.map((item) =>
    Buffer.concat([item.data, Buffer.alloc(padding(item.data.length))]),
  );
  const headers = items.map(({ name, type, shape }, at) =>
    longs(Buffer.byteLength(name) + 1, type, shape.length, data[at]?.length ?? 0),
  );
  const names = items.map(({ name }) => Buffer.from(`${name}\0`, "utf8"));
  const shapes = items.map(({ shape }) => Buffer.from(Int32Array.from(shape).buffer));
  const head = Buffer.concat([longs(1, items.length), ...headers, ...names, ...shapes]);
  const gap = padding(head.length + 8);
  return Buffer.concat([head, longs(gap), Buffer.alloc(gap), ...data]);
}

function padding(length: number): number {
  return (block - (length % block)) % block;
}

function longs(...values: number[]): Buffer {
  return Buffer.from(BigUint64Array.from(values.map(BigInt)).buffer);
}

function floats(count: number, value: () => number): Buffer {
  return Buffer.from(Float32Array.from({ length: count }, value).buffer);
}

function randomNumbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

// Protocol Buffers: a key is field << 3 | wire type.
function varint(value: number): Buffer {
  const bytes: number[] = [];
  let rest = value;
  do {
    bytes.push((rest & 0x7f) | (rest > 0x7f ? 0x80 : 0));
    rest >>>= 7;
  } while (rest > 0);
  return Buffer.from(bytes);
}

function numberField(field: number, value: number): Buffer {
  return Buffer.concat([varint(field << 3), varint(value)]);
}

function bytesField(field: number, value: Buffer): Buffer {
  return Buffer.concat([varint((field << 3) | 2), varint(value.length), value]);
}

function textField(field: number, value: string): Buffer {
  return bytesField(field, Buffer.from(value, "utf8"));
}

function floatField(field: number, value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeFloatLE(value);
  return Buffer.concat([varint((field << 3) | 5), bytes]);
}
