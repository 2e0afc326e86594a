package io.voxgate.rings;

import org.junit.platform.suite.api.IncludeClassNamePatterns;
import org.junit.platform.suite.api.IncludeTags;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/** A third of the tests of the whole service; see {@link FirstServiceSuite}. */
@Suite
@SelectPackages("io.voxgate")
@IncludeTags("service")
@IncludeClassNamePatterns(ThirdServiceSuite.CLASSES)
class ThirdServiceSuite {
    static final String CLASSES = "io\\.voxgate\\.service\\.[Q-Z].*Test";
}
