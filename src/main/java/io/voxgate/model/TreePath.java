package io.voxgate.model;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** Where a value stands in a tree. Its JSON Pointer, which may be long, is only written when somebody asks for it. */
public final class TreePath {
    /** The tree itself. */
    public static final TreePath ROOT = new TreePath(null, "");

    private final @Nullable TreePath parent;
    private final String step;

    private TreePath(@Nullable TreePath parent, String step) {
        this.parent = parent;
        this.step = step;
    }

    /** The member of an object. */
    public TreePath member(String name) {
        return new TreePath(this, name);
    }

    /** The item of a list. */
    public TreePath item(int index) {
        return new TreePath(this, Integer.toString(index));
    }

    /** The same place as a JSON Pointer. */
    public String pointer() {
        Deque<String> steps = new ArrayDeque<>();
        for (TreePath path = this; path.parent != null; path = path.parent) {
            steps.push(path.step);
        }
        StringBuilder pointer = new StringBuilder();
        steps.forEach(name -> pointer.append('/').append(escaped(name)));
        return pointer.toString();
    }

    /** A member's name as a part of a JSON Pointer. */
    public static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }
}
