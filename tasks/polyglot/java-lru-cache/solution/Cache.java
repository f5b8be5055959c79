import java.util.LinkedHashMap;
import java.util.Map;

/** Keeps at most a number of entries and forgets the one that was used longest ago. Reading and writing are both use. */
public final class Cache<K, V> {
    private final int most;
    private final LinkedHashMap<K, V> entries = new LinkedHashMap<>(16, 0.75f, true);

    public Cache(int most) {
        if (most < 1) {
            throw new IllegalArgumentException("a cache holds one entry at least");
        }
        this.most = most;
    }

    /** The value of a key, or null. */
    public V get(K key) {
        return entries.get(key);
    }

    /** Keeps a value in place of an earlier one. */
    public void put(K key, V value) {
        entries.put(key, value);
        if (entries.size() > most) {
            Map.Entry<K, V> first = entries.entrySet().iterator().next();
            entries.remove(first.getKey());
        }
    }

    public int size() {
        return entries.size();
    }
}
