package org.ringfence.desktop;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/// Java sources as syntax trees.
final class SourceTrees {

  private final List<CompilationUnitTree> units = new ArrayList<>();

  private SourceTrees() {}

  /// @param places files or folders
  static SourceTrees of(Path... places) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    SourceTrees source = new SourceTrees();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      List<Path> all = new ArrayList<>();
      for (Path place : places) {
        try (Stream<Path> found = Files.walk(place)) {
          found.filter(file -> file.toString().endsWith(".java")).sorted().forEach(all::add);
        }
      }
      JavacTask task =
          (JavacTask)
              compiler.getTask(
                  null, files, null, null, null, files.getJavaFileObjectsFromPaths(all));
      task.parse().forEach(source.units::add);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    return source;
  }

  void scan(TreePathScanner<Void, Void> scanner) {
    units.forEach(unit -> scanner.scan(new TreePath(unit), null));
  }

  /// Each tree of a kind, with what stands above it.
  <T extends Tree> void each(Class<T> kind, Consumer<TreePath> consumer) {
    TreePathScanner<Void, Void> scanner =
        new TreePathScanner<>() {
          @Override
          public Void scan(@Nullable Tree tree, Void none) {
            if (tree != null && kind.isInstance(tree)) {
              consumer.accept(new TreePath(getCurrentPath(), tree));
            }
            return super.scan(tree, null);
          }
        };
    scan(scanner);
  }

  /// Whether this stands in a class of this name.
  static boolean isIn(TreePath path, String type) {
    @Nullable ClassTree owner = above(path, ClassTree.class);
    return owner != null && owner.getSimpleName().contentEquals(type);
  }

  /// The nearest tree of a kind at or above a place.
  static <T> @Nullable T above(TreePath path, Class<T> kind) {
    for (TreePath at = path; at != null; at = at.getParentPath()) {
      if (kind.isInstance(at.getLeaf())) {
        return kind.cast(at.getLeaf());
      }
    }
    return null;
  }

  /// The last part of a name.
  static String lastOf(Tree name) {
    return switch (name) {
      case IdentifierTree plain -> plain.getName().toString();
      case MemberSelectTree member -> member.getIdentifier().toString();
      default -> "";
    };
  }
}
