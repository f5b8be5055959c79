public final class CacheTest {
    public static void main(String[] arguments) {
        keepsAsManyAsItMay();
        forgetsWhatWasUsedLongestAgo();
        writingIsUse();
        holdsOneAtLeast();
        System.out.println("ok");
    }

    private static void keepsAsManyAsItMay() {
        Cache<String, Integer> cache = new Cache<>(2);
        cache.put("a", 1);
        cache.put("b", 2);
        check("size", cache.size() == 2);
        check("a is kept", Integer.valueOf(1).equals(cache.get("a")));
    }

    private static void forgetsWhatWasUsedLongestAgo() {
        Cache<String, Integer> cache = new Cache<>(2);
        cache.put("a", 1);
        cache.put("b", 2);
        cache.get("a");
        cache.put("c", 3);
        check("a was read and is kept", cache.get("a") != null);
        check("b is forgotten", cache.get("b") == null);
    }

    private static void writingIsUse() {
        Cache<String, Integer> cache = new Cache<>(2);
        cache.put("a", 1);
        cache.put("b", 2);
        cache.put("a", 4);
        cache.put("c", 3);
        check("a was written and is kept", Integer.valueOf(4).equals(cache.get("a")));
        check("b is forgotten", cache.get("b") == null);
    }

    private static void holdsOneAtLeast() {
        try {
            new Cache<String, Integer>(0);
        } catch (IllegalArgumentException expected) {
            return;
        }
        check("a cache of nothing is refused", false);
    }

    private static void check(String what, boolean holds) {
        if (!holds) {
            throw new AssertionError(what);
        }
    }
}
