package io.siltstone.core;

/** Which names of a level are wanted. Says the same of a name each time it is asked. */
@FunctionalInterface
public interface NameFilter {

    /** Every name. */
    NameFilter ALL = name -> true;

    /** Whether the name, a single segment, is wanted. */
    boolean wants(String name);
}
