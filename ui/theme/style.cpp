// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/style.h"

#include "ui/theme/fonts.h"
#include "ui/theme/metrics.h"
#include "ui/theme/paint_controls.h"
#include "ui/theme/paint_fields.h"
#include "ui/theme/paint_items.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QApplication>
#include <QComboBox>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPainter>
#include <QPlainTextEdit>
#include <QScrollBar>
#include <QSpinBox>
#include <QStyleFactory>
#include <QStyleOption>
#include <QTabBar>
#include <QTextEdit>

namespace envdeck::ui {

namespace {

constexpr char variantProperty[] = "envdeckVariant";

bool isTextEdit(const QWidget *widget)
{
    return qobject_cast<const QTextEdit *>(widget) || qobject_cast<const QPlainTextEdit *>(widget);
}

} // namespace

void setVariant(QAbstractButton *button, ButtonVariant variant)
{
    button->setProperty(variantProperty, static_cast<int>(variant));
    button->update();
}

ButtonVariant variantOf(const QWidget *button)
{
    return button ? static_cast<ButtonVariant>(button->property(variantProperty).toInt())
                  : ButtonVariant::Secondary;
}

const Tokens &tokensOf(const QWidget *widget)
{
    const auto *style = widget ? qobject_cast<const Style *>(widget->style()) : nullptr;
    return style ? style->tokens() : applicationTokens();
}

int rowHeightOf(const QWidget *widget)
{
    const auto *style = widget ? qobject_cast<const Style *>(widget->style()) : nullptr;
    const bool compact = style && style->density() == Density::Compact;
    return scaled(compact ? metrics::rowHeightCompact : metrics::rowHeight);
}

const Tokens &applicationTokens()
{
    const auto *style = qobject_cast<const Style *>(QApplication::style());
    return style ? style->tokens() : lightTokens();
}

Style::Style() : QProxyStyle(QStyleFactory::create(QStringLiteral("Fusion"))) {}

QPalette Style::standardPalette() const
{
    const Tokens &t = m_tokens;
    QPalette p;
    p.setColor(QPalette::Window, t.surface);
    p.setColor(QPalette::Base, t.surface);
    p.setColor(QPalette::AlternateBase, t.sunken);
    p.setColor(QPalette::Button, t.surface);
    p.setColor(QPalette::WindowText, t.text);
    p.setColor(QPalette::Text, t.text);
    p.setColor(QPalette::ButtonText, t.text);
    p.setColor(QPalette::BrightText, t.critical);
    p.setColor(QPalette::PlaceholderText, t.faint);
    p.setColor(QPalette::ToolTipBase, t.raised);
    p.setColor(QPalette::ToolTipText, t.text);
    p.setColor(QPalette::Highlight,
               blended(t.focus, t.surface, t.dark ? 0.45 : 0.22)); // selected text in fields
    p.setColor(QPalette::HighlightedText, t.text);
    p.setColor(QPalette::Link, t.info);
    p.setColor(QPalette::Light, t.surface);
    p.setColor(QPalette::Midlight, t.hover);
    p.setColor(QPalette::Mid, t.line);
    p.setColor(QPalette::Dark, t.controlLine);
    p.setColor(QPalette::Shadow, t.shadow);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        p.setColor(QPalette::Disabled, role, t.faint);
    return p;
}

void Style::polish(QWidget *widget)
{
    QProxyStyle::polish(widget);
    if (qobject_cast<QAbstractButton *>(widget) || qobject_cast<QComboBox *>(widget) ||
        qobject_cast<QScrollBar *>(widget) || qobject_cast<QTabBar *>(widget) ||
        qobject_cast<QLineEdit *>(widget) || qobject_cast<QHeaderView *>(widget) ||
        qobject_cast<QAbstractSpinBox *>(widget) || isTextEdit(widget))
        widget->setAttribute(Qt::WA_Hover);
    // Tooltips repeat what stands on the page, and that may come from outside: never rich text.
    if (widget->inherits("QTipLabel"))
        static_cast<QLabel *>(widget)->setTextFormat(Qt::PlainText);
    if (auto *menu = qobject_cast<QMenu *>(widget)) {
        menu->setWindowFlag(Qt::FramelessWindowHint);
        menu->setAttribute(Qt::WA_TranslucentBackground); // rounded corners
    }
}

int Style::pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const
{
    switch (metric) {
    case PM_SmallIconSize:
    case PM_ButtonIconSize:
    case PM_ListViewIconSize:
    case PM_TabBarIconSize: return metrics::iconSize;
    case PM_IndicatorWidth:
    case PM_IndicatorHeight:
    case PM_ExclusiveIndicatorWidth:
    case PM_ExclusiveIndicatorHeight: return 16;
    case PM_CheckBoxLabelSpacing:
    case PM_RadioButtonLabelSpacing: return metrics::space2;
    case PM_LayoutHorizontalSpacing:
    case PM_LayoutVerticalSpacing: return metrics::space2;
    case PM_LayoutLeftMargin:
    case PM_LayoutRightMargin:
    case PM_LayoutTopMargin:
    case PM_LayoutBottomMargin: return metrics::space3;
    case PM_ScrollBarExtent: return 12;
    case PM_ScrollBarSliderMin: return 32;
    case PM_ScrollView_ScrollBarSpacing:
    case PM_ScrollView_ScrollBarOverlap: return 0;
    case PM_MenuPanelWidth: return 1;
    case PM_MenuHMargin:
    case PM_MenuVMargin: return metrics::space1;
    case PM_ToolTipLabelFrameWidth: return 6;
    case PM_ButtonShiftHorizontal:
    case PM_ButtonShiftVertical:
    case PM_TabBarTabShiftVertical: return 0;
    case PM_TabBarTabHSpace: return metrics::space6;
    case PM_HeaderMargin: return metrics::cellMargin;
    case PM_TreeViewIndentation: return 20;
    case PM_DefaultFrameWidth:
        return isTextEdit(widget) ? metrics::focusRing : QProxyStyle::pixelMetric(metric, option, widget);
    case PM_FocusFrameHMargin: return metrics::cellMargin - 1;
    default: return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

int Style::styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
                     QStyleHintReturn *returnData) const
{
    switch (hint) {
    case SH_EtchDisabledText:
    case SH_DitherDisabledText:
    case SH_UnderlineShortcut:
    case SH_DialogButtonBox_ButtonsHaveIcons: return 0;
    case SH_ItemView_ShowDecorationSelected: return 1;
    case SH_ScrollBar_ContextMenu: return 0;
    case SH_ToolTipLabel_Opacity: return 255;
    case SH_ItemView_ActivateItemOnSingleClick: return 0;
    case SH_ComboBox_Popup: return 0;
    case SH_ComboBox_AllowWheelScrolling: return 0; // whoever scrolls a page changes nothing on it
    case SH_Widget_Animation_Duration: return 0;
    default: return QProxyStyle::styleHint(hint, option, widget, returnData);
    }
}

QSize Style::sizeFromContents(ContentsType type, const QStyleOption *option, const QSize &size,
                              const QWidget *widget) const
{
    const QSize base = QProxyStyle::sizeFromContents(type, option, size, widget);
    switch (type) {
    case CT_PushButton: {
        const int padding = variantOf(widget) == ButtonVariant::Quiet ? metrics::space2 : metrics::space3 + 2;
        const bool iconOnly = size.width() <= metrics::iconSize + metrics::space2;
        return {iconOnly ? metrics::controlHeight : size.width() + 2 * padding,
                qMax(metrics::controlHeight, size.height() + metrics::space2)};
    }
    case CT_ToolButton:
        return {qMax(metrics::controlHeight, base.width()), qMax(metrics::controlHeight, base.height())};
    case CT_LineEdit:
    case CT_ComboBox: return {base.width() + metrics::space2, qMax(metrics::controlHeight, base.height())};
    case CT_SpinBox: return spinBoxSize(size);
    case CT_ProgressBar: return {base.width(), metrics::progressHeight};
    case CT_HeaderSection: return {base.width(), qMax(metrics::tableHeadHeight, base.height())};
    case CT_TabBarTab: return {base.width(), qMax(34, base.height())};
    case CT_MenuItem: {
        const auto *item = qstyleoption_cast<const QStyleOptionMenuItem *>(option);
        if (item && item->menuItemType == QStyleOptionMenuItem::Separator)
            return {base.width(), 9};
        return {size.width() + 72, qMax(28, base.height())};
    }
    default: return base;
    }
}

QRect Style::subElementRect(SubElement element, const QStyleOption *option, const QWidget *widget) const
{
    if (element == SE_LineEditContents &&
        !qobject_cast<const QAbstractSpinBox *>(widget ? widget->parentWidget() : nullptr))
        return option->rect.adjusted(metrics::space2 - 1, 1, -metrics::space2 + 1, -1);
    return QProxyStyle::subElementRect(element, option, widget);
}

QRect Style::subControlRect(ComplexControl control, const QStyleOptionComplex *option, SubControl subControl,
                            const QWidget *widget) const
{
    if (control == CC_ScrollBar)
        return scrollBarRect(*this, option, subControl, widget);
    if (control == CC_ComboBox && subControl == SC_ComboBoxEditField)
        return QStyle::visualRect(option->direction, option->rect, option->rect.adjusted(10, 1, -26, -1));
    if (control == CC_SpinBox)
        return spinBoxRect(option, subControl);
    return QProxyStyle::subControlRect(control, option, subControl, widget);
}

void Style::drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                          const QWidget *widget) const
{
    switch (element) {
    case PE_PanelButtonCommand: return paintButton(m_tokens, variantOf(widget), option, painter);
    case PE_PanelButtonTool: return paintToolButton(m_tokens, option, painter);
    case PE_PanelLineEdit: return paintField(m_tokens, option, painter, widget);
    case PE_FrameLineEdit: return; // drawn with the panel
    case PE_IndicatorCheckBox: return paintCheckBox(m_tokens, option, painter);
    case PE_IndicatorRadioButton: return paintRadioButton(m_tokens, option, painter);
    case PE_FrameFocusRect: return paintFocusRect(m_tokens, option, painter, widget);
    case PE_PanelItemViewRow: return; // the item panel below covers the whole row
    case PE_PanelItemViewItem: return paintItemPanel(m_tokens, option, painter, widget);
    case PE_IndicatorBranch: return paintBranch(m_tokens, option, painter);
    case PE_PanelMenu:
    case PE_FrameMenu: return element == PE_PanelMenu ? paintPopup(m_tokens, option->rect, painter) : void();
    case PE_PanelTipLabel: return paintPopup(m_tokens, option->rect, painter);
    case PE_PanelScrollAreaCorner: return;
    case PE_Frame: // cards and views draw their own edges, or none
        return isTextEdit(widget) ? paintTextEditFrame(m_tokens, option, painter) : void();
    case PE_IndicatorArrowDown: return paintArrow(m_tokens, option, painter, QStringLiteral("chevron-down"));
    case PE_IndicatorArrowUp: return paintArrow(m_tokens, option, painter, QStringLiteral("chevron-up"));
    case PE_IndicatorArrowLeft: return paintArrow(m_tokens, option, painter, QStringLiteral("chevron-left"));
    case PE_IndicatorArrowRight:
        return paintArrow(m_tokens, option, painter, QStringLiteral("chevron-right"));
    case PE_FrameTabBarBase: return paintTabBase(m_tokens, option, painter);
    default: QProxyStyle::drawPrimitive(element, option, painter, widget);
    }
}

void Style::drawControl(ControlElement element, const QStyleOption *option, QPainter *painter,
                        const QWidget *widget) const
{
    switch (element) {
    case CE_PushButtonBevel: // without Fusion's own menu arrow: the label draws ours
        return paintButton(m_tokens, variantOf(widget), option, painter);
    case CE_PushButtonLabel: return paintButtonLabel(*this, variantOf(widget), option, painter);
    case CE_HeaderSection: return paintHeaderSection(m_tokens, option, painter);
    case CE_HeaderLabel: return paintHeaderLabel(m_tokens, option, painter);
    case CE_HeaderEmptyArea: return painter->fillRect(option->rect, m_tokens.surface);
    case CE_TabBarTabShape: return paintTabShape(m_tokens, option, painter);
    case CE_TabBarTabLabel: return paintTabLabel(m_tokens, option, painter);
    case CE_MenuItem: return paintMenuItem(m_tokens, option, painter);
    case CE_ProgressBarGroove:
    case CE_ProgressBarLabel: return; // one shape, no words: they stand beside it
    case CE_ProgressBarContents: return paintProgressBar(m_tokens, option, painter);
    case CE_ComboBoxLabel: return paintComboLabel(m_tokens, option, painter);
    default: QProxyStyle::drawControl(element, option, painter, widget);
    }
}

void Style::drawComplexControl(ComplexControl control, const QStyleOptionComplex *option, QPainter *painter,
                               const QWidget *widget) const
{
    switch (control) {
    case CC_ScrollBar: return paintScrollBar(*this, option, painter, widget);
    case CC_ComboBox: return paintCombo(m_tokens, option, painter);
    case CC_SpinBox: return paintSpinBox(m_tokens, option, painter);
    default: QProxyStyle::drawComplexControl(control, option, painter, widget);
    }
}

} // namespace envdeck::ui
