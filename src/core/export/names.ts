/** Python identifiers for nodes and models, and comments that cannot end early. What is named here came with a link or a file. */
/** What a node's name would hide or break: words of Python, what modules and models have of their own, what forward passes call. */
const RESERVED = new Set(
  (
    'and as assert async await break class continue def del elif else except finally for from global if import in is lambda ' +
    'nonlocal not or pass raise return try while with yield match case None True False ' +
    'add_module apply bfloat16 buffers call_super_init children compile cpu cuda double dump_patches eval ' +
    'extra_repr float forward get_buffer get_extra_state get_parameter get_submodule half ipu load_state_dict ' +
    'modules named_buffers named_children named_modules named_parameters parameters register_buffer register_module ' +
    'register_parameter requires_grad_ set_extra_state share_memory state_dict to to_empty train training type xpu ' +
    'zero_grad ' +
    'activity_regularizer add_loss add_metric add_variable add_weight autocast build build_from_config built call ' +
    'call_signature_parameters compile_from_config compiled compiled_loss compiled_metrics compute_dtype ' +
    'compute_loss compute_mask compute_metrics compute_output_shape compute_output_spec count_params ' +
    'distribute_reduction_method distribute_strategy dtype dtype_policy evaluate export fit from_config ' +
    'get_build_config get_compile_config get_config get_layer get_metrics_result get_quantization_layer_structure ' +
    'get_state_tree get_weights input input_dtype input_spec jit_compile layers load_own_variables load_weights ' +
    'loss losses make_predict_function make_test_function make_train_function metrics metrics_names ' +
    'metrics_variables name non_trainable_variables non_trainable_weights optimizer output path predict ' +
    'predict_function predict_on_batch predict_step quantization_mode quantize quantized_build quantized_call ' +
    'rematerialized_call reset_metrics run_eagerly save save_own_variables save_weights set_state_tree set_weights ' +
    'stateless_call stateless_compute_loss steps_per_execution summary supports_jit supports_masking symbolic_call ' +
    'test_function test_on_batch test_step to_json train_function train_on_batch train_step trainable ' +
    'trainable_variables trainable_weights unrolled_steps_per_execution variable_dtype variables weights ' +
    'self inputs batch torch nn F np tf math keras layers optimizer_for_all balancing still NAME TASK_WEIGHTS ' +
    'LOSSES REACH WEIGHTS RATES TIES HEADS KERNELS PRUNABLE LAYOUT FURTHER NEEDS_GRADIENTS REPRESENTATION ' +
    'HEADS_WEIGHTED GRADIENTS_AT OPTIMIZER_PER_TASK print len range list dict set tuple sum any zip int float max ' +
    'min enumerate super ' +
    'built overlap neighbours logit_of_product batch_norm cross_stitch nddr sluice weighed selector_codes selected ' +
    'selector_entropy largest branch graph_conv task_graph self_attention task_attention attention_mask gru ' +
    'summed_by_root'
  ).split(' '),
);

/** A distinct Python identifier for each id, in order; close to the id itself. */
export function identifiers<Id extends string>(ids: readonly Id[]): ReadonlyMap<Id, string> {
  const taken = new Set<string>();
  const names = new Map<Id, string>();
  for (const id of ids) {
    const cleaned = id.replace(/[^A-Za-z0-9_]/g, '_').replace(/^[_0-9]+/, '');
    const base = cleaned === '' ? 'node' : RESERVED.has(cleaned) ? `${cleaned}_` : cleaned;
    let name = base;
    for (let n = 2; taken.has(name); n += 1) name = `${base}_${n}`;
    taken.add(name);
    names.set(id, name);
  }
  return names;
}

/** Text for a comment or a docstring: one line, without quotes, backslashes or control characters. */
export const comment = (text: string): string =>
  text
    .replace(/[\p{C}\p{Zl}\p{Zp}"\\]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();

/** `open`, the lines one step to the right, `close`; on one line where there are none. */
export const block = (open: string, lines: readonly string[], close: string): string[] =>
  lines.length === 0 ? [`${open}${close}`] : [open, ...indent(lines, 1), close];

/** Lines moved to the right by `by` steps of four spaces; empty lines stay empty. */
export const indent = (lines: readonly string[], by: number): string[] =>
  lines.flatMap((text) => text.split('\n')).map((line) => (line === '' ? '' : `${'    '.repeat(by)}${line}`));
