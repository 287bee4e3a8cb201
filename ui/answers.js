// What Rust answers has to be read: a failure is a value there, and one that nobody looks at is a write
// that did not happen and that the window calls saved. The compiler lets an answer fall without a word,
// so that the linter refuses it.

/** Whether a value of this type tells a failure from what was asked for: `Answer` of `lib/ipc`. */
function isAnswer(type) {
  if (!type.isUnion()) return false;
  const parts = type.types;
  return (
    parts.every((it) => it.getProperty('status') !== undefined) &&
    parts.some((it) => it.getProperty('error') !== undefined)
  );
}

/** @type {import('eslint').Rule.RuleModule} */
export const readAnswers = {
  meta: {
    type: 'problem',
    schema: [],
    messages: {
      dropped: 'Nobody reads whether this was done: look at its `status`, or give it to `ask`.',
      handedOn: 'Whoever gets this cannot know that it holds a failure: look at its `status` here.',
    },
  },
  create(context) {
    const services = context.sourceCode.parserServices;
    const checker = services.program.getTypeChecker();

    /** Whether an answer is what comes of it, now or later, alone or among others. */
    function holdsAnswer(type) {
      const awaited = checker.getAwaitedType(type) ?? type;
      if (isAnswer(awaited)) return true;
      const parts =
        checker.isTupleType(awaited) || checker.isArrayType(awaited)
          ? checker.getTypeArguments(awaited)
          : awaited.isUnion()
            ? awaited.types.filter((it) => it !== awaited)
            : [];
      return parts.some((it) => holdsAnswer(it));
    }

    const typeOf = (node) => services.getTypeAtLocation(node);

    function check(node) {
      if (node.type === 'AwaitExpression') return check(node.argument);
      // It is looked at for itself, wherever it stands.
      if (node.type === 'UnaryExpression') return;
      if (node.type === 'ChainExpression') return check(node.expression);
      if (node.type === 'LogicalExpression') return check(node.right);
      if (node.type === 'ConditionalExpression') {
        check(node.consequent);
        return check(node.alternate);
      }
      if (node.type === 'AssignmentExpression') return;
      if (holdsAnswer(typeOf(node))) context.report({ node, messageId: 'dropped' });
    }

    /** Whether a function is what an element or a component of a template calls: it reads nothing. */
    const isInTemplate = (node) => node.parent.type === 'SvelteMustacheTag';

    /** A function whose caller expects nothing, or anything, and that gives an answer. */
    function checkGiven(node) {
      const [given] = typeOf(node).getCallSignatures();
      if (!given || !holdsAnswer(given.getReturnType())) return;
      if (isInTemplate(node)) return context.report({ node, messageId: 'handedOn' });
      const found = services.esTreeNodeToTSNodeMap.get(node);
      const expected = checker.getContextualType(found);
      const [wanted] = expected?.getNonNullableType().getCallSignatures() ?? [];
      if (!wanted) return;
      const awaited = checker.getAwaitedType(wanted.getReturnType());
      const blind = awaited && awaited.flags & /* Any */ (1 | /* Unknown */ 2 | /* Void */ 16384);
      if (blind) context.report({ node, messageId: 'handedOn' });
    }

    return {
      ExpressionStatement: (node) => check(node.expression),
      'UnaryExpression[operator="void"]': (node) => check(node.argument),
      'CallExpression[callee.property.name="then"]'(node) {
        const [hears] = node.arguments;
        if (!hears || !holdsAnswer(typeOf(node.callee.object))) return;
        const [signature] = typeOf(hears).getCallSignatures();
        const reads = hears.params?.length ?? signature?.getParameters().length ?? 1;
        if (reads === 0) context.report({ node, messageId: 'dropped' });
      },
      ArrowFunctionExpression: checkGiven,
      FunctionExpression: checkGiven,
      'SvelteMustacheTag > :matches(Identifier, MemberExpression).expression': checkGiven,
      CallExpression(node) {
        for (const it of node.arguments) if (it.type === 'Identifier') checkGiven(it);
      },
    };
  },
};
