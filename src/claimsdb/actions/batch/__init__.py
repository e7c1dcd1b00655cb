"""Many texts in one transaction: new ones by the thousand, those that need care one by one."""
