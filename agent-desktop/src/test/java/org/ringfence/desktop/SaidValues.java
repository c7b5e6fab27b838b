package org.ringfence.desktop;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.BlockTree;
import com.sun.source.tree.CaseTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.ExpressionStatementTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.IfTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.SwitchExpressionTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.tree.YieldTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreeScanner;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What expressions may be, as far as their source tells: literals, `+`, `?:`, `switch`,
/// `String.format`, a `StringBuilder`, constants, local variables, and methods of the same sources
/// that return such. Where only a run can tell, there is a [SourceSentences#HOLE].
final class SaidValues {

  /// More ways to say one sentence than this are a mistake of the reader.
  private static final int MOST = 20_000;

  private static final int DEEPEST = 6;

  private final SourceTrees source;

  SaidValues(SourceTrees source) {
    this.source = source;
  }

  private static Set<String> hole() {
    return Set.of(String.valueOf(SourceSentences.HOLE));
  }

  /// In an order that is the same each time.
  private static Set<String> joined(Set<String> before, Set<String> after) {
    Set<String> both = new LinkedHashSet<>();
    for (String first : before) {
      for (String second : after) {
        both.add(first + second);
      }
    }
    if (both.size() > MOST) {
      throw new IllegalStateException("more than " + MOST + " ways to say " + before);
    }
    return both;
  }

  private Set<String> union(Stream<Set<String>> sets) {
    Set<String> all = new LinkedHashSet<>();
    sets.forEach(all::addAll);
    return all;
  }

  /// What an expression may be.
  ///
  /// @param path of a tree above it
  Set<String> values(ExpressionTree expression, TreePath path) {
    return values(expression, path, 0);
  }

  private Set<String> values(ExpressionTree expression, TreePath path, int deep) {
    if (deep > DEEPEST) {
      return hole();
    }
    return switch (expression) {
      case LiteralTree literal ->
          literal.getValue() instanceof String text ? Set.of(text) : literalHole(literal);
      case ParenthesizedTree inner -> values(inner.getExpression(), path, deep);
      case BinaryTree sum when sum.getKind() == Tree.Kind.PLUS -> sum(sum, path, deep);
      case ConditionalExpressionTree either ->
          union(
              Stream.of(either.getTrueExpression(), either.getFalseExpression())
                  .map(one -> values(one, path, deep)));
      case SwitchExpressionTree choice ->
          union(choice.getCases().stream().map(one -> ofCase(one, path, deep)));
      case LambdaExpressionTree lambda ->
          lambda.getBody() instanceof ExpressionTree body ? values(body, path, deep) : hole();
      case IdentifierTree name -> named(name, path, deep);
      case MethodInvocationTree call -> called(call, path, deep);
      default -> hole();
    };
  }

  private static Set<String> literalHole(LiteralTree literal) {
    return literal.getKind() == Tree.Kind.CHAR_LITERAL
        ? Set.of(String.valueOf(literal.getValue()))
        : hole();
  }

  private Set<String> sum(BinaryTree sum, TreePath path, int deep) {
    Set<String> left = values(sum.getLeftOperand(), path, deep);
    Set<String> right = values(sum.getRightOperand(), path, deep);
    // A sum of numbers is a number.
    boolean numbers = left.equals(hole()) && right.equals(hole());
    return numbers ? hole() : joined(left, right);
  }

  private Set<String> ofCase(CaseTree one, TreePath path, int deep) {
    if (one.getBody() instanceof ExpressionTree value) {
      return values(value, path, deep);
    }
    Set<String> all = new LinkedHashSet<>();
    new TreeScanner<Void, Void>() {
      @Override
      public Void visitYield(YieldTree yielded, Void none) {
        all.addAll(values(yielded.getValue(), path, deep));
        return null;
      }
    }.scan(one.getBody(), null);
    return all;
  }

  private Set<String> named(IdentifierTree name, TreePath path, int deep) {
    @Nullable MethodTree method = SourceTrees.above(path, MethodTree.class);
    Set<String> all = new LinkedHashSet<>();
    TreeScanner<Void, Void> scanner =
        new TreeScanner<>() {
          @Override
          public Void visitVariable(VariableTree variable, Void none) {
            if (variable.getName().equals(name.getName()) && variable.getInitializer() != null) {
              all.addAll(values(variable.getInitializer(), path, deep + 1));
            }
            return super.visitVariable(variable, null);
          }
        };
    if (method != null) {
      scanner.scan(method.getBody(), null);
    }
    @Nullable ClassTree type = SourceTrees.above(path, ClassTree.class);
    if (all.isEmpty() && type != null) {
      for (Tree member : type.getMembers()) {
        if (member instanceof VariableTree constant
            && constant.getName().equals(name.getName())
            && constant.getInitializer() != null
            && constant.getModifiers().toString().contains("final")) {
          all.addAll(values(constant.getInitializer(), path, deep + 1));
        }
      }
    }
    return all.isEmpty() ? hole() : all;
  }

  private Set<String> called(MethodInvocationTree call, TreePath path, int deep) {
    String select = call.getMethodSelect().toString();
    List<? extends ExpressionTree> arguments = call.getArguments();
    if (select.equals("String.format")) {
      int format = arguments.get(0).toString().startsWith("Locale.") ? 1 : 0;
      Set<String> formats = values(arguments.get(format), path, deep);
      Set<String> said = new LinkedHashSet<>();
      formats.forEach(one ->
          said.add(
              one.replace("%%", "\1")
                  .replaceAll("%[-+ 0-9.,]*[a-zA-Z]", String.valueOf(SourceSentences.HOLE))
                  .replace('\1', '%')));
      return said;
    }
    if (select.equals("List.of")) {
      return union(arguments.stream().map(one -> values(one, path, deep)));
    }
    @Nullable ClassTree type = SourceTrees.above(path, ClassTree.class);
    String owner =
        call.getMethodSelect() instanceof MemberSelectTree member
            ? member.getExpression().toString()
            : type == null ? "" : type.getSimpleName().toString();
    return owner.matches("[A-Z]\\w*")
        ? ofMethod(owner, SourceTrees.lastOf(call.getMethodSelect()), deep + 1)
        : hole();
  }

  private Set<String> ofMethod(String owner, String name, int deep) {
    List<TreePath> found = new ArrayList<>();
    source.each(
        MethodTree.class,
        path -> {
          MethodTree method = (MethodTree) path.getLeaf();
          if (method.getName().contentEquals(name) && SourceTrees.isIn(path, owner)) {
            found.add(path);
          }
        });
    if (found.size() != 1) {
      return hole();
    }
    Set<String> said = returned((MethodTree) found.get(0).getLeaf(), found.get(0), deep);
    return said.stream().anyMatch(SourceSentences::isSaid) ? said : hole();
  }

  /// What a method may return.
  Set<String> returned(MethodTree method, TreePath path) {
    return returned(method, path, 0);
  }

  private Set<String> returned(MethodTree method, TreePath path, int deep) {
    @Nullable BlockTree body = method.getBody();
    if (body == null || deep > DEEPEST) {
      return Set.of();
    }
    @Nullable Set<String> built = built(body.getStatements(), path, deep);
    if (built != null) {
      return built;
    }
    Set<String> all = new LinkedHashSet<>();
    new TreeScanner<Void, Void>() {
      @Override
      public Void visitReturn(ReturnTree end, Void none) {
        if (end.getExpression() != null) {
          all.addAll(values(end.getExpression(), path, deep));
        }
        return null;
      }

      @Override
      public Void visitLambdaExpression(LambdaExpressionTree lambda, Void none) {
        return null;
      }
    }.scan(body, null);
    return all;
  }

  /// What a method makes with a `StringBuilder`; null when it has none.
  private @Nullable Set<String> built(
      List<? extends StatementTree> statements, TreePath path, int deep) {
    @Nullable String builder = null;
    Set<String> said = Set.of("");
    for (StatementTree statement : statements) {
      if (builder == null) {
        if (statement instanceof VariableTree variable
            && variable.getInitializer() instanceof NewClassTree made
            && SourceTrees.lastOf(made.getIdentifier()).equals("StringBuilder")) {
          builder = variable.getName().toString();
        }
      } else {
        said = joined(said, appended(statement, builder, path, deep));
      }
    }
    return builder == null ? null : said;
  }

  private Set<String> appended(StatementTree statement, String builder, TreePath path, int deep) {
    return switch (statement) {
      case BlockTree block -> {
        Set<String> said = Set.of("");
        for (StatementTree inner : block.getStatements()) {
          said = joined(said, appended(inner, builder, path, deep));
        }
        yield said;
      }
      case IfTree either ->
          union(
              Stream.of(
                  appended(either.getThenStatement(), builder, path, deep),
                  either.getElseStatement() == null
                      ? Set.of("")
                      : appended(either.getElseStatement(), builder, path, deep)));
      case ExpressionStatementTree expression ->
          chain(expression.getExpression(), builder, path, deep);
      default -> Set.of("");
    };
  }

  private Set<String> chain(ExpressionTree expression, String builder, TreePath path, int deep) {
    if (expression instanceof IdentifierTree name && name.getName().contentEquals(builder)) {
      return Set.of("");
    }
    if (expression instanceof MethodInvocationTree call
        && call.getMethodSelect() instanceof MemberSelectTree member
        && member.getIdentifier().contentEquals("append")) {
      Set<String> before = chain(member.getExpression(), builder, path, deep);
      return joined(before, joiningText(call.getArguments().get(0), path, deep));
    }
    return Set.of("");
  }

  /// `Collectors.joining` with a beginning says the beginning and what is joined.
  private Set<String> joiningText(ExpressionTree expression, TreePath path, int deep) {
    if (expression instanceof MethodInvocationTree collect
        && SourceTrees.lastOf(collect.getMethodSelect()).equals("collect")
        && collect.getArguments().get(0) instanceof MethodInvocationTree joining
        && SourceTrees.lastOf(joining.getMethodSelect()).equals("joining")
        && joining.getArguments().size() == 3) {
      List<? extends ExpressionTree> with = joining.getArguments();
      return joined(
          joined(values(with.get(1), path, deep), hole()), values(with.get(2), path, deep));
    }
    return values(expression, path, deep);
  }
}
