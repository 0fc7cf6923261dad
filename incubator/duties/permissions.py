"""Who may see the duties of a group and write down what was done."""

from incubator.cooperatives import permissions as cooperatives_permissions

may_see = cooperatives_permissions.may_see
# Who works in the group does what has to be done; who guides it looks on.
may_mark = cooperatives_permissions.may_work
