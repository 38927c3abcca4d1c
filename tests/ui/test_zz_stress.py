from test_by_keyboard import *
def test_zz(empty):
    store = empty.session.store
    make_demand(); make_precondition(); make_talks(); make_others(); hang_parts_on_the_last()
    press(Key.Key_Escape, times=2)
    for i in range(25):
        while store.can_undo(): press(Key.Key_Z, CTRL)
        while store.can_redo(): press(Key.Key_Y, CTRL)
        print("ROUND", i, flush=True)
        empty.session.select(1 + i % 10)
        if i % 2: press(Key.Key_F2); empty.canvas.setFocus()
