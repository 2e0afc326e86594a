package io.voxgate.testkit;

/**
 * An id or name of something that exists, and one just like it of nothing.
 *
 * @param thing what it names: the path up to its parameter, or a word of ours
 */
public record Ref(String thing, String value, String stranger) {
    private static final int CHANGED = 6;

    /** The stranger differs in its last letters and digits; a short number belongs to nobody and stays. */
    public static Ref of(String thing, String value) {
        if (value.matches("[0-9]{1,6}")) {
            return new Ref(thing, value, value);
        }
        StringBuilder other = new StringBuilder(value);
        int changed = 0;
        for (int i = value.length() - 1; i >= 0 && changed < CHANGED; i--) {
            if (Character.isLetterOrDigit(value.charAt(i))) {
                other.setCharAt(i, value.charAt(i) == '7' ? '5' : '7');
                changed++;
            }
        }
        return new Ref(thing, value, other.toString());
    }

    /** Whether it tells one tenant's things from another's: a number of a revision does not. */
    public boolean telling() {
        return !value.equals(stranger);
    }
}
